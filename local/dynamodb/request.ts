import { checkTypes, checkValidations } from 'dynalite/validations';
import { serializationFailure, validationFailure } from './failure';

/** A parameter's type and limits, in the shape that dynalite checks. */
export type Types = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly types: Types;
  /** What is wrong before the types' limits are looked at, if anything. */
  readonly first?: (data: never) => string | undefined;
  readonly custom?: ((data: never, store: never) => string | undefined) | undefined;
}

/** What dynalite's rules want to know of a store. */
const rules = { options: { maxItemSize: 409_600 } };

/**
 * A request as its operation wants it: types and limits checked, expressions parsed into members that start with `_`.
 *
 * @throws Failure SerializationException or ValidationException, also for a parameter that is not known here
 */
export function checkRequest(body: unknown, { types, first, custom }: Shape): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw serializationFailure();
  refuseUnknown(body as Record<string, unknown>, types, '');

  try {
    const request = checkTypes({ ...body }, types);
    const wrong = first?.(request as never);
    if (wrong) throw validationFailure(wrong);
    checkValidations(request, types, custom, rules);
    return request;
  } catch (error) {
    // dynalite trips over null where a value is wanted
    throw error instanceof TypeError ? serializationFailure('Unexpected null') : error;
  }
}

/** A parameter that would be ignored is refused instead, so that nobody believes that it did something. */
function refuseUnknown(given: Readonly<Record<string, unknown>>, types: Types, path: string): void {
  for (const name in given) {
    if (given[name] == null) continue;
    if (!(name in types)) {
      throw validationFailure(`The parameter '${path}${name}' is not supported by the embedded DynamoDB`);
    }
    refuseWithin(given[name], types[name], path + name);
  }
}

interface Nested {
  readonly type?: string;
  readonly children?: Types | string;
}

/** Looks into structures, and into lists and maps of them; what is no structure is checked elsewhere. */
function refuseWithin(value: unknown, type: unknown, path: string): void {
  const { type: kind = '', children } = type as Nested;
  if (typeof value !== 'object' || value === null || typeof children !== 'object') return;
  if (/^(Field|Value)Struct/.test(kind)) {
    refuseUnknown(value as Record<string, unknown>, children, `${path}.`);
    return;
  }
  for (const [name, element] of Object.entries(value)) {
    refuseWithin(element, children, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`);
  }
}
