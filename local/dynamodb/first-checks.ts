/** Checks that AWS makes before all others, or words in another way than dynalite. Each answers what is wrong, if anything. */

interface Keys {
  readonly Keys?: readonly unknown[];
}

/** dynalite counts an empty name as two errors. */
export function emptyTableName({ TableName }: { readonly TableName?: string }): string | undefined {
  if (TableName !== '') return undefined;
  return constraint("Value '' at 'tableName'", 'Member must have length greater than or equal to 1');
}

export function batchGet({
  RequestItems,
}: {
  readonly RequestItems?: Readonly<Record<string, Keys>>;
}): string | undefined {
  if (!RequestItems || Object.keys(RequestItems).length === 0) {
    return 'The requestItems parameter is required for BatchGetItem';
  }
  const long = Object.entries(RequestItems).find(([, { Keys = [] }]) => Keys.length > 100);
  if (!long) return undefined;
  return constraint(
    `Value at 'RequestItems.${long[0]}.member.Keys'`,
    'Member must have length less than or equal to 100',
  );
}

export function batchWrite({
  RequestItems,
}: {
  readonly RequestItems?: Readonly<Record<string, readonly unknown[]>>;
}): string | undefined {
  if (!RequestItems || Object.keys(RequestItems).length === 0) {
    return 'The requestItems parameter is required for BatchWriteItem';
  }
  const lists = Object.entries(RequestItems);
  if (lists.every(([, { length }]) => length > 0 && length <= 25)) return undefined;
  const shown = lists.map(([name, list]) => `${name}=[${list.map((one) => JSON.stringify(one)).join(', ')}]`);
  return constraint(
    `Value '{${shown.join(', ')}}' at 'requestItems'`,
    'Map value must satisfy constraint: ' +
      '[Member must have length less than or equal to 25, Member must have length greater than or equal to 1]',
  );
}

export function queryLimit({ Limit }: { readonly Limit?: number }): string | undefined {
  if (Limit === undefined || Limit >= 1) return undefined;
  return constraint("Value at 'Limit'", 'Member must have value greater than or equal to 1');
}

/** dynalite overlooks the first segment, because its number is 0. */
export function scanSegment(scan: {
  readonly Segment?: number;
  readonly TotalSegments?: number;
}): string | undefined {
  if (scan.Segment === undefined || scan.TotalSegments !== undefined) return undefined;
  return 'The TotalSegments parameter is required but was not present in the request when Segment parameter is present';
}

interface KeySchema {
  readonly KeySchema?: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

export function keySchema({ KeySchema = [] }: KeySchema): string | undefined {
  if (KeySchema.length <= 2) return undefined;
  const shown = KeySchema.map(
    ({ AttributeName, KeyType }) => `KeySchemaElement(attributeName=${AttributeName}, keyType=${KeyType})`,
  );
  return constraint(
    `Value '[${shown.join(', ')}]' at 'keySchema'`,
    'Member must have length less than or equal to 2',
  );
}

interface Selection {
  readonly Select?: string;
  readonly IndexName?: string;
  readonly ProjectionExpression?: string;
  readonly AttributesToGet?: readonly string[];
}

/** Whether `Select` goes with what else a Query or Scan asks for. */
export function selection({
  Select,
  IndexName,
  ProjectionExpression,
  AttributesToGet,
}: Selection): string | undefined {
  if (Select === undefined) return undefined;
  const named =
    ProjectionExpression !== undefined ? 'ProjectionExpression' : AttributesToGet && 'AttributesToGet';
  if (Select === 'SPECIFIC_ATTRIBUTES') {
    if (named) return undefined;
    return 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES';
  }
  if (named) return `Cannot specify the ${named} when choosing to get ${onlyCount(Select)}`;
  if (Select !== 'ALL_PROJECTED_ATTRIBUTES' || IndexName !== undefined) return undefined;
  return 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName';
}

function onlyCount(select: string): string {
  return select === 'COUNT' ? 'only the Count' : select;
}

function constraint(what: string, wanted: string): string {
  return `1 validation error detected: ${what} failed to satisfy constraint: ${wanted}`;
}
