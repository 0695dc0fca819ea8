import type { Attribute, Item } from '../../guards/store';
import { readOperand, wordsOf, type Operand, type Scope, type Words } from './words';

/** The attributes that an update sets, or removes (undefined). */
export type Changes = Readonly<Record<string, Attribute | undefined>>;
export type CompiledUpdate = (scope: Scope) => Changes;

interface Assignment {
  readonly target: string;
  readonly value: Operand;
}

/** An update expression of DynamoDB as a function: SET with + and -, and REMOVE. All values are those before the update. */
export function compileUpdate(expression: string): CompiledUpdate {
  const words = wordsOf(expression);
  const assignments: Assignment[] = [];

  while (words.peek() !== undefined) {
    if (words.accept('SET')) assignments.push(...readList(words, readSet));
    else if (words.accept('REMOVE')) assignments.push(...readList(words, readRemove));
    else throw new Error(`the model does not know: ${expression}`);
  }

  return (scope) => {
    const changes: Record<string, Attribute | undefined> = {};
    for (const { target, value } of assignments)
      changes[target.startsWith('#') ? (scope.names[target] ?? target) : target] = value(scope);
    return changes;
  };
}

export function applied(item: Item, changes: Changes): Item {
  const after: Record<string, Attribute> = { ...item };
  for (const name in changes) {
    const value = changes[name];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a REMOVE in an expression names its attribute
    if (value === undefined) delete after[name];
    else after[name] = value;
  }
  return after;
}

function readList(words: Words, read: (words: Words) => Assignment): Assignment[] {
  const list = [read(words)];
  while (words.accept(',')) list.push(read(words));
  return list;
}

function readRemove(words: Words): Assignment {
  return { target: words.next(), value: () => undefined };
}

function readSet(words: Words): Assignment {
  const target = words.next();
  words.expect('=');
  const first = readOperand(words);
  const sign = words.accept('+') ? 1 : words.accept('-') ? -1 : 0;
  if (sign === 0) return { target, value: first };

  const second = readOperand(words);
  return {
    target,
    value: (scope) => {
      const [left, right] = [first(scope), second(scope)];
      if (typeof left !== 'number' || typeof right !== 'number')
        throw new Error(`${target} must be a number to count with, got ${String(left)} and ${String(right)}`);
      return left + sign * right;
    },
  };
}
