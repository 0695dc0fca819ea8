import type { Item } from './attribute';

/** Which attributes a read asks for. */
interface Asked {
  readonly Select?: string;
  readonly ProjectionExpression?: string;
  readonly AttributesToGet?: readonly string[];
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
}

/** A Query or Scan, as a client sent it. */
export interface PageCall extends Asked {
  readonly TableName: string;
  readonly IndexName?: string;
}

export interface Page {
  readonly Items?: readonly Item[];
  readonly Count: number;
}

const placeholder = (at: number): string => `#holdfastKey${at}`;

/** The request that also answers the keys of every row, so that rows can be told apart. */
export function withKeys(request: Asked, keys: readonly string[]): object {
  const missing = missingKeys(request, keys);
  const { Select, ...rest } = request;
  const asked = Select === 'COUNT' ? rest : request;
  if (missing.length === 0) return asked;
  if (request.AttributesToGet) return { ...asked, AttributesToGet: [...request.AttributesToGet, ...missing] };

  return {
    ...asked,
    ProjectionExpression: [request.ProjectionExpression, ...missing.map((_, at) => placeholder(at))].join(
      ', ',
    ),
    ExpressionAttributeNames: {
      ...request.ExpressionAttributeNames,
      ...Object.fromEntries(missing.map((name, at) => [placeholder(at), name])),
    },
  };
}

/** The page as it was asked for, with the rows that are to be seen. */
export function withoutKeys(
  request: Asked,
  keys: readonly string[],
  page: Page,
  seen: readonly Item[],
): Page {
  const { Items: _all, ...rest } = page;
  if (request.Select === 'COUNT') return { ...rest, Count: seen.length };

  const added = new Set(missingKeys(request, keys));
  const strip = (item: Item): Item =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !added.has(name)));
  return { ...rest, Items: added.size > 0 ? seen.map(strip) : seen, Count: seen.length };
}

function missingKeys(request: Asked, keys: readonly string[]): string[] {
  const { ProjectionExpression, AttributesToGet, ExpressionAttributeNames } = request;
  if (ProjectionExpression === undefined && !AttributesToGet) return [];

  const shown = ProjectionExpression?.split(',').map((path) => path.trim()) ?? AttributesToGet ?? [];
  const asked = new Set(shown.map((name) => ExpressionAttributeNames?.[name] ?? name));
  return [...new Set(keys)].filter((name) => !asked.has(name));
}
