/** Exact sum of two decimal numbers without an exponent, as DynamoDB spells them. */
export function addNumbers(a: string, b: string): string {
  const places = Math.max(decimals(a), decimals(b));
  return spell(scaled(a, places) + scaled(b, places), places);
}

export function subtractNumbers(a: string, b: string): string {
  return addNumbers(a, b.startsWith('-') ? b.slice(1) : `-${b}`);
}

function decimals(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function scaled(text: string, places: number): bigint {
  return BigInt(text.replace('.', '') + '0'.repeat(places - decimals(text)));
}

function spell(value: bigint, places: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');

  return (negative ? '-' : '') + whole + (fraction && `.${fraction}`);
}
