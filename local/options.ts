import { parseArgs } from 'node:util';

/** One option of a command: `--name PLACEHOLDER`, or a flag where there is no placeholder. */
export interface Option<T> {
  readonly help: string;
  /** What the value is without the option. */
  readonly fallback: T;
  /** Stands for the value in the help, as in `SECONDS`. A flag has none. */
  readonly placeholder?: string;
  /** What is wanted, for the message about a value that is not: `a whole number from 0 to 65535`. */
  readonly wants?: string;
  /** The value that a text stands for; undefined where it stands for none. May throw an error that says more. */
  readonly read?: (text: string) => T | undefined;
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer T> ? T : never;
};

export interface Command<O extends Options> {
  /** What a user types, as in `npm start --`. */
  readonly usage: string;
  /** What it does, in a sentence. */
  readonly about: string;
  readonly options: O;
}

/** A command line that cannot be understood; the message is one line that says what is wanted. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A switch: true when given. */
export function flag(help: string): Option<boolean> {
  return { help, fallback: false };
}

/** The switch of every command that reports: one JSON document and nothing else on stdout. */
export const json = flag('print one JSON document on stdout; progress goes to stderr');

export interface TextOption<F> {
  readonly placeholder: string;
  readonly help: string;
  readonly fallback: F;
}

/** Any text but an empty one. */
export function text<F extends string | undefined>(option: TextOption<F>): Option<string | F> {
  return { ...option, wants: 'a text', read: (given) => (given === '' ? undefined : given) };
}

/** A whole number within bounds, both included. */
export function wholeNumber<F extends number | undefined>(
  option: TextOption<F> & { readonly from: number; readonly to: number },
): Option<number | F> {
  const { from, to } = option;
  const read = (given: string) =>
    /^\d{1,15}$/.test(given) && Number(given) >= from && Number(given) <= to ? Number(given) : undefined;
  return { ...option, wants: `a whole number from ${from} to ${to}`, read };
}

/** One of a few words. */
export function choice<const C extends string>(
  words: readonly C[],
  option: { readonly help: string; readonly fallback: NoInfer<C> },
): Option<C> {
  const read = (given: string) => words.find((word) => word === given);
  return { ...option, placeholder: words.join('|'), wants: words.join(' or '), read };
}

/** An http or https URL, without a trailing slash. */
export function url(option: { readonly help: string }): Option<string | undefined> {
  const read = (given: string) =>
    /^https?:\/\//.test(given) && URL.canParse(given) ? given.replace(/\/+$/, '') : undefined;
  return {
    ...option,
    placeholder: 'URL',
    fallback: undefined,
    wants: 'a URL such as http://127.0.0.1:8000',
    read,
  };
}

/** What a command line asks for: help, or a run with these values. */
export type Asked<O extends Options> =
  { readonly kind: 'help'; readonly text: string } | { readonly kind: 'run'; readonly values: Values<O> };

/**
 * Reads a command line (without node and script).
 * @throws UsageError for an option that the command does not have, a value that is not what is wanted, or a stray argument.
 */
export function readOptions<O extends Options>(command: Command<O>, args: readonly string[]): Asked<O> {
  const { options } = command;
  const declared = Object.entries(options).map(
    ([name, option]) => [name, { type: option.read ? 'string' : 'boolean' }] as const,
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(declared),
    strict: false,
    tokens: true,
  });
  const given = new Map<string, unknown>();

  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional')
      throw new UsageError(`unexpected argument "${token.value}" (${hint(command)})`);
    if (token.rawName === '--help' || token.rawName === '-h') return { kind: 'help', text: helpOf(command) };
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option || !token.rawName.startsWith('--'))
      throw new UsageError(`unknown option ${token.rawName} (${hint(command)})`);
    given.set(token.name, valueOf(option, token, args[token.index + 1]));
  }

  const values = Object.entries(options).map(([name, { fallback }]) => [
    name,
    given.has(name) ? given.get(name) : fallback,
  ]);
  return { kind: 'run', values: Object.fromEntries(values) as Values<O> };
}

interface GivenOption {
  readonly rawName: string;
  readonly value?: string | undefined;
}

function valueOf(
  option: Option<unknown>,
  { rawName, value }: GivenOption,
  next: string | undefined,
): unknown {
  if (!option.read) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, got "${value}"`);
    return true;
  }
  const got = value ?? next;
  const read = value === undefined ? undefined : readValue(option.read, rawName, value);
  if (read === undefined)
    throw new UsageError(
      `${rawName} must be ${option.wants ?? 'a text'}, got ${got === undefined ? 'nothing' : `"${got}"`}`,
    );
  return read;
}

function readValue(read: (text: string) => unknown, rawName: string, value: string): unknown {
  try {
    return read(value);
  } catch (error) {
    throw new UsageError(`${rawName}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function hint<O extends Options>({ usage }: Command<O>): string {
  return `see ${usage} --help`;
}

function helpOf<O extends Options>({ usage, about, options }: Command<O>): string {
  const rows = Object.entries({ ...options, help: flag('print this') }).map(
    ([name, { placeholder, help, fallback }]) =>
      [
        `  --${name}${placeholder ? ` ${placeholder}` : ''}`,
        `${help}${typeof fallback === 'string' || typeof fallback === 'number' ? ` (${fallback})` : ''}`,
      ] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [
    `${usage} [options]`,
    '',
    about,
    '',
    ...rows.map(([left, right]) => left.padEnd(width) + right),
    '',
  ].join('\n');
}
