import type * as z from 'zod';
import type { FieldError } from './problem';

/** Fields whose contents are repeated to nobody, not even to who sent them: answers end up in logs. */
const secretFields = new Set(['token']);
const LONGEST_ECHO = 100;

type Path = readonly PropertyKey[];

/** What was wrong with a body, field by field, one error each. The schemas' messages say what was wanted. */
export function errorsOf(issues: readonly z.core.$ZodIssue[], body: unknown): readonly FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const error of issues.flatMap((issue) => errorsOfIssue(issue, body))) {
    if (!errors.has(error.field)) errors.set(error.field, error);
  }
  return [...errors.values()];
}

function errorsOfIssue(issue: z.core.$ZodIssue, body: unknown): readonly FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: nameOf([...issue.path, key]),
      wanted: 'left out, as there is no such field',
      got: kindOf(at(body, [...issue.path, key])), // not repeated: a misspelt field may hold a secret
    }));
  }
  return [{ field: nameOf(issue.path), wanted: issue.message, got: shown(issue.path, body) }];
}

/** As in `lines[0].quantity`. */
function nameOf(path: Path): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? String(step) : `${name}.${String(step)}`;
  }, '');
}

function at(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return holds ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }, body);
}

function shown(path: Path, body: unknown): unknown {
  const value = at(body, path);
  if (value === undefined) return null;
  return secretFields.has(String(path.at(-1))) ? kindOf(value) : echo(value);
}

/** What an error repeats of a value: short ones as they are, others by their kind. */
export function echo(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string' && value.length <= LONGEST_ECHO) return value;
  return kindOf(value);
}

/** A value by its kind alone, for one that must not be repeated. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `a string of ${Array.from(value).length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
