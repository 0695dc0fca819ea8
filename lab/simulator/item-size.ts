import type { Attribute, Item } from '../guards/store';

/** Bytes of an attribute as DynamoDB counts them: its name and its value; our texts are ASCII. */
export function attributeBytes(name: string, value: Attribute | undefined): number {
  if (value === undefined) return 0;
  return name.length + (typeof value === 'string' ? value.length : numberBytes(value));
}

export function itemBytes(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += attributeBytes(name, item[name]);
  return bytes;
}

/** A byte for each two significant digits, and one more; a sign is one. */
function numberBytes(value: number): number {
  if (value === 0) return 1;
  const digits = Number.isInteger(value)
    ? Math.floor(Math.log10(Math.abs(value))) + 1
    : String(Math.abs(value)).replace('.', '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}
