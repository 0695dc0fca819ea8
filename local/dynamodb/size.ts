import { type AttributeValue, type Item, typeOf } from './attribute';

/**
 * An item's size in bytes, by the rules of "DynamoDB item sizes and formats" in the developer guide:
 * UTF-8 names and strings, two digits of a number a byte, 3 bytes for a list or map and 1 for each of its elements.
 */
export function itemSize(item: Item): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;

  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value) size += Buffer.byteLength(name) + valueSize(value);
  }
  sizes.set(item, size);
  return size;
}

/** An item never changes, and its size is asked for several times in each write. */
const sizes = new WeakMap<Item, number>();

function valueSize(value: AttributeValue): number {
  switch (typeOf(value)) {
    case 'S':
      return Buffer.byteLength(value.S ?? '');
    case 'N':
      return numberSize(value.N ?? '0');
    case 'B':
      return Buffer.byteLength(value.B ?? '', 'base64');
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'SS':
      return sum(value.SS ?? [], (text) => Buffer.byteLength(text));
    case 'NS':
      return sum(value.NS ?? [], numberSize);
    case 'BS':
      return sum(value.BS ?? [], (text) => Buffer.byteLength(text, 'base64'));
    case 'L':
      return 3 + sum(value.L ?? [], (element) => 1 + valueSize(element));
    case 'M':
      return 3 + Object.keys(value.M ?? {}).length + itemSize(value.M ?? {});
  }
}

function numberSize(text: string): number {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '').replace(/0+$/, '');

  return digits === '' ? 1 : 1 + Math.ceil(digits.length / 2) + (negative ? 1 : 0);
}

function sum<T>(values: readonly T[], size: (value: T) => number): number {
  return values.reduce((total, value) => total + size(value), 0);
}
