import { createHash } from 'node:crypto';
import { echo } from './field-errors';
import { invalidRequest, type FieldError } from './problem';

/** Most entries of a page, and as many as come when no `limit` is given. */
export const PAGE_LIMIT = 100;

/** A list that is answered in pages. */
export interface Paged {
  /** Tells this list from every other, as `orders of alice`: a cursor of one list is refused by another. */
  readonly list: string;
  /** Whether these are the key of an entry of this list. The rest of the key never comes from a cursor. */
  readonly isPosition: (key: readonly string[]) => boolean;
}

export interface Page {
  readonly limit: number;
  /** The key of the last entry seen; absent on the first page. */
  readonly after?: readonly string[];
}

/** The page that a query asks for. @throws Problem invalid_request */
export function pageOf(query: Readonly<Record<string, string>>, paged: Paged): Page {
  const limit = query.limit === undefined ? PAGE_LIMIT : limitOf(query.limit);
  const after = query.cursor === undefined ? [] : positionOf(query.cursor, paged);
  if (limit !== undefined && after) return { limit, ...(after.length > 0 && { after }) };

  throw invalidRequest([
    ...(limit === undefined ? [wrong('limit', `a whole number from 1 to ${PAGE_LIMIT}`, query.limit)] : []),
    ...(after ? [] : [wrong('cursor', 'a cursor that this list answered', query.cursor)]),
  ]);
}

function wrong(field: string, wanted: string, got: string | undefined): FieldError {
  return { field, wanted, got: echo(got) };
}

function limitOf(text: string): number | undefined {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= PAGE_LIMIT ? limit : undefined;
}

function positionOf(cursor: string, { list, isPosition }: Paged): readonly string[] | undefined {
  const key = keyOf(cursor);
  return key && isPosition(key) && cursorTo(list, key) === cursor ? key : undefined;
}

/** The opaque text that continues a list after the entry of this key. */
export function cursorTo(list: string, key: readonly string[]): string {
  const check = createHash('sha256')
    .update(JSON.stringify([list, ...key]))
    .digest('base64url')
    .slice(0, 12);
  return Buffer.from(JSON.stringify([check, ...key])).toString('base64url');
}

function keyOf(cursor: string): readonly string[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const texts = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
    return texts ? parts.slice(1) : undefined;
  } catch {
    return undefined;
  }
}
