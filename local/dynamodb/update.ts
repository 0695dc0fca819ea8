import { validateAttributeValue } from 'dynalite/validations';
import { type AttributeType, type AttributeValue, type Item, type Path, typeOf, valueAt } from './attribute';
import { validationFailure } from './failure';
import { addNumbers, subtractNumbers } from './number';

/** A value to be worked out from the item, in the shape of dynalite's parser. */
export type Source =
  | Path
  | AttributeValue
  | {
      readonly type: 'add' | 'subtract' | 'function';
      readonly name?: string;
      readonly args: readonly Source[];
    };

export interface Section {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: Path;
  readonly val?: Source;
  readonly attrType?: AttributeType;
}

export interface ParsedUpdate {
  readonly sections: readonly Section[];
  readonly paths: readonly Path[];
  readonly nestedPaths?: object;
}

interface Draft {
  L?: (Draft | undefined)[];
  M?: Record<string, Draft | undefined>;
}

const wrongType = 'An operand in the update expression has an incorrect data type';
const noSuchPath = 'The document path provided in the update expression is invalid for update';
const noSuchAttribute = 'The provided expression refers to an attribute that does not exist in the item';

/**
 * The item after an update. Every value is worked out from the item as it was, and places in lists count as they were.
 *
 * @throws Failure where a path does not exist or a type does not fit
 */
export function updated(sections: readonly Section[], item: Item): Item {
  const values = sections.map((section) => newValue(section, item));

  const draft = copyTouched(sections, item);
  const lists = new Set<NonNullable<Draft['L']>>();
  sections.forEach(({ path }, at) => place(draft, path, values[at], lists));

  for (const list of lists) list.splice(0, list.length, ...list.filter((element) => element !== undefined));
  return draft.M as Item;
}

/** What a section puts at its path; undefined takes away what is there. */
function newValue(section: Section, item: Item): AttributeValue | undefined {
  if (section.type === 'remove' || section.val === undefined) return undefined;
  const existing = valueAt(section.path, item);
  const value = resolve(section.val, item);
  if (section.type === 'set') return value;

  if (existing && typeOf(existing) !== typeOf(value)) throw validationFailure(wrongType);
  if (value.N !== undefined) return number(addNumbers(existing?.N ?? '0', value.N));
  return section.type === 'add' ? union(existing, value) : difference(existing, value);
}

function resolve(source: Source, item: Item): AttributeValue {
  if (Array.isArray(source)) return found(valueAt(source as Path, item));
  if (!('type' in source)) return source as AttributeValue;

  const operation = source;
  const [first, second] = operation.args as [Source, Source];
  if (operation.name === 'if_not_exists') return valueAt(first as Path, item) ?? resolve(second, item);
  const [left, right] = [resolve(first, item), resolve(second, item)];
  if (operation.name === 'list_append') {
    if (!left.L || !right.L) throw validationFailure(wrongType);
    return { L: [...left.L, ...right.L] };
  }
  if (left.N === undefined || right.N === undefined) throw validationFailure(wrongType);
  return number((operation.type === 'add' ? addNumbers : subtractNumbers)(left.N, right.N));
}

function found(value: AttributeValue | undefined): AttributeValue {
  if (value === undefined) throw validationFailure(noSuchAttribute);
  return value;
}

/** A number that is kept, if it is within DynamoDB's 38 digits and magnitude. */
function number(text: string): AttributeValue {
  const value = { N: text };
  const wrong = validateAttributeValue(value);
  if (wrong) throw validationFailure(wrong);
  return value;
}

function union(existing: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  const type = typeOf(value);
  return { [type]: [...new Set([...membersOf(existing), ...membersOf(value)])] };
}

function difference(existing: AttributeValue | undefined, value: AttributeValue): AttributeValue | undefined {
  const gone = new Set(membersOf(value));
  const left = membersOf(existing).filter((member) => !gone.has(member));
  return left.length > 0 ? { [typeOf(value)]: left } : undefined;
}

function membersOf(value: AttributeValue | undefined): readonly string[] {
  return value?.SS ?? value?.NS ?? value?.BS ?? [];
}

function copyTouched(sections: readonly Section[], item: Item): Draft {
  const copy: Record<string, Draft | undefined> = { ...(item as Record<string, Draft>) };
  for (const { path } of sections) {
    const head = String(path[0]);
    const value = item[head];
    if (path.length > 1 && value && copy[head] === (value as Draft)) copy[head] = deepCopy(value);
  }
  return { M: copy };
}

function deepCopy(value: AttributeValue): Draft {
  if (value.L) return { L: value.L.map(deepCopy) };
  if (!value.M) return value as Draft;
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, deepCopy(member)])) };
}

function place(
  draft: Draft,
  path: Path,
  value: AttributeValue | undefined,
  lists: Set<NonNullable<Draft['L']>>,
): void {
  let parent: Draft | undefined = draft;
  for (const step of path.slice(0, -1)) {
    parent = typeof step === 'number' ? parent?.L?.[step] : parent?.M?.[step];
  }

  const last = path.at(-1);
  if (typeof last === 'number' && parent?.L) {
    lists.add(parent.L);
    if (value !== undefined || last < parent.L.length) parent.L[last] = value as Draft | undefined;
    return;
  }
  if (typeof last !== 'string' || !parent?.M) throw validationFailure(noSuchPath);
  if (value === undefined) Reflect.deleteProperty(parent.M, last);
  else parent.M[last] = value as Draft;
}
