import { readOperand, readPath, wordsOf, type Operand, type Scope, type Words } from './words';

export type Condition = (scope: Scope) => boolean;

type Comparison = (left: string | number, right: string | number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '<': (left, right) => typeof left === typeof right && left < right,
  '<=': (left, right) => typeof left === typeof right && left <= right,
  '>': (left, right) => typeof left === typeof right && left > right,
  '>=': (left, right) => typeof left === typeof right && left >= right,
};

/** A condition expression of DynamoDB as a function: comparisons, attribute_exists, NOT, AND, OR and brackets. */
export function compileCondition(expression: string): Condition {
  const words = wordsOf(expression);
  const condition = readOr(words);
  if (words.peek() !== undefined) throw new Error(`the model does not know: ${expression}`);
  return condition;
}

function readOr(words: Words): Condition {
  const first = readAnd(words);
  if (!words.accept('OR')) return first;

  const rest = readOr(words);
  return (scope) => first(scope) || rest(scope);
}

function readAnd(words: Words): Condition {
  const first = readNot(words);
  if (!words.accept('AND')) return first;

  const rest = readAnd(words);
  return (scope) => first(scope) && rest(scope);
}

function readNot(words: Words): Condition {
  if (words.accept('NOT')) {
    const negated = readNot(words);
    return (scope) => !negated(scope);
  }
  if (words.accept('(')) {
    const inner = readOr(words);
    words.expect(')');
    return inner;
  }
  if (words.accept('attribute_exists')) return readExists(words);
  if (words.accept('attribute_not_exists')) {
    const exists = readExists(words);
    return (scope) => !exists(scope);
  }
  return readComparison(words);
}

function readExists(words: Words): Condition {
  words.expect('(');
  const attribute = readPath(words.next());
  words.expect(')');
  return (scope) => attribute(scope) !== undefined;
}

/** An attribute that is not there compares as false, but for `<>`. */
function readComparison(words: Words): Condition {
  const left: Operand = readOperand(words);
  const sign = words.next();
  const compare = comparisons[sign];
  if (!compare) throw new Error(`the model does not know the comparison ${sign}`);
  const right: Operand = readOperand(words);

  return (scope) => {
    const one = left(scope);
    const other = right(scope);
    return one === undefined || other === undefined ? sign === '<>' : compare(one, other);
  };
}
