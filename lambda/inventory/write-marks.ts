import { createHash } from 'node:crypto';
import type { Image } from '../dynamo/refusal';

/**
 * How many writes of a product's name and price are remembered in its item, each in an attribute of its own.
 * The last one alone would not do: between a write whose answer was lost and its next try, others may write.
 */
const REMEMBERED = 16;

/** A short id, so that the item stays under the 1 KB of one write unit: 72 bits. */
export function writeIdOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

/** The attribute that remembers who wrote this version, and what it says. */
export function markOf(
  version: number,
  writeId: string,
): { readonly attribute: string; readonly value: string } {
  return { attribute: `write${version % REMEMBERED}`, value: `${version} ${writeId}` };
}

/** The version that this write made, if it was applied and not too many others since. */
export function versionWrittenBy(writeId: string, image: Image): number | undefined {
  for (let slot = 0; slot < REMEMBERED; slot += 1) {
    const [version, writer] = String(image[`write${slot}`]).split(' ');
    if (writer === writeId) return Number(version);
  }
  return undefined;
}
