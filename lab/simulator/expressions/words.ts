import type { Attribute, Item } from '../../guards/store';

/** What an expression is evaluated against. */
export interface Scope {
  readonly item: Item;
  readonly values: Readonly<Record<string, Attribute>>;
  readonly names: Readonly<Record<string, string>>;
}

export type Operand = (scope: Scope) => Attribute | undefined;

/** The words of an expression, read one after the other. */
export interface Words {
  peek(): string | undefined;
  next(): string;
  /** Reads the word if it is the next one, whatever its case. */
  accept(word: string): boolean;
  expect(word: string): void;
}

const word = /\s*([A-Za-z_#:][A-Za-z0-9_]*|<>|<=|>=|[=<>(),+-])/y;

export function wordsOf(expression: string): Words {
  const words: string[] = [];
  word.lastIndex = 0;
  for (let match = word.exec(expression); match; match = word.exec(expression)) words.push(match[1] ?? '');
  if (words.join('') !== expression.replace(/\s+/g, ''))
    throw new Error(`the model does not know: ${expression}`);

  let place = 0;
  const is = (wanted: string) => words[place]?.toUpperCase() === wanted.toUpperCase();
  const next = () => {
    const found = words[place];
    if (found === undefined) throw new Error(`the expression ends too early: ${expression}`);
    place += 1;
    return found;
  };

  return {
    peek: () => words[place],
    next,
    accept: (wanted) => {
      if (!is(wanted)) return false;
      place += 1;
      return true;
    },
    expect: (wanted) => {
      if (!is(wanted)) throw new Error(`wanted ${wanted} in: ${expression}`);
      place += 1;
    },
  };
}

/** A value, or an attribute by its name or by a stand-in for it. */
export function readOperand(words: Words): Operand {
  const name = words.next();
  if (name.startsWith(':')) return ({ values }) => values[name];
  return readPath(name);
}

export function readPath(name: string): Operand {
  if (name.startsWith('#')) return ({ item, names }) => item[names[name] ?? name];
  return ({ item }) => item[name];
}
