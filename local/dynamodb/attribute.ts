/** One value in DynamoDB JSON: exactly one member is set. Binary values are base64 text. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
}

export type AttributeType = keyof AttributeValue;

/** An item, a key or an image. Never changed in place: rows are shared between the store, the indexes and the answers. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** A step into a document: a map's member or a list's position. */
export type Path = readonly (string | number)[];

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new Error('an attribute value has no type');
}

/** The value at a path, or undefined where the document has none. */
export function valueAt(path: Path, item: Item): AttributeValue | undefined {
  let here: AttributeValue | undefined = { M: item };
  for (const step of path) {
    if (here === undefined) return undefined;
    here = typeof step === 'number' ? here.L?.[step] : here.M?.[step];
  }
  return here;
}

/** Deep equality as DynamoDB has it: sets ignore order, maps ignore the order of members. Numbers are in one spelling already. */
export function equal(a: AttributeValue, b: AttributeValue): boolean {
  if (a === b) return true;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;

  if (a.M && b.M) return equalItems(a.M, b.M);
  if (a.L && b.L) return equalLists(a.L, b.L);
  const set = a.SS ?? a.NS ?? a.BS;
  return set ? equalSets(set, b.SS ?? b.NS ?? b.BS ?? []) : a[type] === b[type];
}

export function equalItems(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [left, right] = [a[name], b[name]];
      return left !== undefined && right !== undefined && equal(left, right);
    })
  );
}

function equalLists(a: readonly AttributeValue[], b: readonly AttributeValue[]): boolean {
  return (
    a.length === b.length &&
    a.every((left, at) => {
      const right = b[at];
      return right !== undefined && equal(left, right);
    })
  );
}

function equalSets(a: readonly string[], b: readonly string[]): boolean {
  const members = new Set(b);
  return a.length === members.size && a.every((member) => members.has(member));
}
