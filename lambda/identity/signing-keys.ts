import type { JwksCache } from 'aws-jwt-verify/jwk';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { keySet, type ReadKeys } from './key-set';

/** The local issuer answers from the same machine; a slow answer means that it is gone. */
const LOCAL_TIMEOUT_MS = 2_000;

/**
 * The issuer's keys. They come over https, or over http from this machine alone: keys that someone on the way could
 * replace sign nothing.
 */
export function signingKeys(jwksUri: string, pause?: () => Promise<void>): JwksCache {
  return keySet(readerOf(jwksUri), pause);
}

function readerOf(jwksUri: string): ReadKeys {
  const { protocol, hostname } = new URL(jwksUri);
  if (protocol === 'https:') return new SimpleFetcher();
  if (protocol === 'http:' && isLoopback(hostname)) return { fetch: fetchLocally };

  throw new Error(`the address of the issuer's keys must be https, or http on loopback, got ${jwksUri}`);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function fetchLocally(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(LOCAL_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  return response.arrayBuffer();
}
