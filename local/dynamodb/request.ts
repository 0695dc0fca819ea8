import { checkTypes, checkValidations } from 'dynalite/validations';
import { serializationFailure, validationFailure } from './failure';

/** A parameter's type and limits, in the shape that dynalite checks. */
export type Types = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly types: Types;
  readonly custom?: ((data: never, store: never) => string | undefined) | undefined;
}

/** What dynalite's rules want to know of a store. */
const rules = { options: { maxItemSize: 409_600 } };

/**
 * A request as its operation wants it: types and limits checked, expressions parsed into members that start with `_`.
 *
 * @throws Failure SerializationException or ValidationException, also for a parameter that is not known here
 */
export function checkRequest(body: unknown, { types, custom }: Shape): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw serializationFailure();
  refuseUnknown(body as Record<string, unknown>, types);

  const request = checkTypes({ ...body }, types);
  checkValidations(request, types, custom, rules);
  return request;
}

/** A parameter that would be ignored is refused instead, so that nobody believes that it did something. */
function refuseUnknown(body: Readonly<Record<string, unknown>>, types: Types): void {
  for (const name in body) {
    if (body[name] == null || name in types) continue;
    throw validationFailure(`The parameter '${name}' is not supported by the embedded DynamoDB`);
  }
}
