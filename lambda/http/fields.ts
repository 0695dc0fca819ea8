import * as z from 'zod';

/** Units of one SKU in an order, after merging. */
export const QUANTITY_LIMIT = 999;

const grouped = new Intl.NumberFormat('en-US');
// C0 and C1 controls, and halves of a surrogate pair, which no store keeps
const unwanted = /[\p{Cc}\p{Cs}]/u;

export const skuPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;

export function isSku(text: string): boolean {
  return skuPattern.test(text);
}

export const SKU_WANTED = '1 to 64 of A-Z a-z 0-9 . _ - and neither . nor ..';

/** A SKU. */
export function sku(): z.ZodString {
  return z.string(SKU_WANTED).regex(skuPattern, SKU_WANTED);
}

/** Text, trimmed, of 1 to `max` Unicode code points without control characters. */
export function text(max: number): z.ZodType<string> {
  const wanted = `1 to ${max} characters, not counting white space at the ends, without control characters`;
  return z
    .string(wanted)
    .trim()
    .refine((value) => value !== '' && Array.from(value).length <= max && !unwanted.test(value), wanted)
    .meta({ minLength: 1, maxLength: max });
}

/** A whole number, in JSON a number, never a string. */
export function wholeNumber(min: number, max: number): z.ZodNumber {
  const wanted = `a whole number from ${grouped.format(min)} to ${grouped.format(max)}`;
  return z.number(wanted).int(wanted).min(min, wanted).max(max, wanted);
}

/** ISO 4217: three capital letters. */
export function currency(): z.ZodString {
  const wanted = 'three capital letters (ISO 4217)';
  return z.string(wanted).regex(/^[A-Z]{3}$/, wanted);
}

/** An object with these fields and no others. */
export function object<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, 'an object');
}

/** A list of `min` to `max`. */
export function list<Item extends z.ZodType>(item: Item, min: number, max: number): z.ZodArray<Item> {
  const wanted = `a list of ${min} to ${max}`;
  return z.array(item, wanted).min(min, wanted).max(max, wanted);
}
