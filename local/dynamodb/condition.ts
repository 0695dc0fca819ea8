import { compare } from 'dynalite/db';
import { type AttributeValue, type Item, type Path, equal, valueAt } from './attribute';

/** A parsed condition, filter or operand, in the shape of dynalite's parser. */
export type Operand = Path | Expression | AttributeValue;

export interface Expression {
  readonly type: string;
  readonly name?: string;
  readonly args: readonly Operand[];
}

export interface ParsedCondition {
  readonly expression: Expression;
  readonly nestedPaths?: object;
  readonly pathHeads?: Readonly<Record<string, boolean>>;
}

/** Whether an item meets a condition. A comparison with something that is not there is false, but for `<>`. */
export function holds(expression: Expression, item: Item): boolean {
  const { type, args } = expression;
  switch (type) {
    case 'and':
      return args.every((part) => holds(part as Expression, item));
    case 'or':
      return args.some((part) => holds(part as Expression, item));
    case 'not':
      return !args.some((part) => holds(part as Expression, item));
    default:
      return compares(
        type === 'function' ? (expression.name ?? '') : type,
        args.map((arg) => resolve(arg, item)),
      );
  }
}

function compares(operator: string, [value, ...others]: readonly (AttributeValue | undefined)[]): boolean {
  const [other] = others;
  switch (operator) {
    case 'attribute_exists':
      return value !== undefined;
    case 'attribute_not_exists':
      return value === undefined;
    case '=':
      return same(value, other);
    case '<>':
      return !same(value, other);
    case 'in':
      return others.some((candidate) => same(value, candidate));
    case 'contains':
      return value !== undefined && other !== undefined && contains(value, other);
    default:
      if (value === undefined || others.some((operand) => operand === undefined)) return false;
      return compare(operator, value, others);
  }
}

function same(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && equal(a, b);
}

function contains(value: AttributeValue, part: AttributeValue): boolean {
  if (value.L) return value.L.some((element) => equal(element, part));
  return compare('contains', value, [part]);
}

function resolve(operand: Operand, item: Item): AttributeValue | undefined {
  if (Array.isArray(operand)) return valueAt(operand as Path, item);
  const expression = operand as Expression;
  if (expression.type !== 'function') return operand as AttributeValue;

  const value = resolve(expression.args[0] as Operand, item);
  const length = value && lengthOf(value);
  return length === undefined ? undefined : { N: String(length) };
}

/** What `size()` answers: undefined for a type that has none. */
function lengthOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.M) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
}
