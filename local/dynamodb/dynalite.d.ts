/** The internals of dynalite 4.0.0 that the engine stands on. `test/dynamodb/seams.test.ts` holds them to this. */

declare module 'dynalite/validations' {
  namespace validations {
    /** Changes what it is given; throws an error with `statusCode` and `body`. */
    function checkTypes(data: object, types: object): Record<string, unknown>;
    function checkValidations(
      data: object,
      types: object,
      custom: ((data: never, store: never) => string | undefined) | undefined,
      store: object,
    ): void;
    /** Spells numbers in their normal way, in place. */
    function validateAttributeValue(value: object): string | undefined;
    function validateExpressionParams(
      data: object,
      expressions: string[],
      others: string[],
    ): string | undefined;
    /** Parses the expressions into `_updates`, `_condition`, `_keyCondition`, `_filter` and `_projection` of what it is given. */
    let validateExpressions: (data: object) => string | undefined;
  }
  export = validations;
}

declare module 'dynalite/validations/*' {
  export const types: Record<string, unknown>;
  export const custom: ((data: never, store: never) => string | undefined) | undefined;
}

declare module 'dynalite/actions/*' {
  function action(
    store: object,
    data: object,
    callback: (error?: Error | null, answer?: unknown) => void,
  ): void;
  export = action;
}

declare module 'dynalite/db/*' {
  /** Throws an error with the `location` of what it could not read. */
  export function parse(text: string, options: { readonly context: object }): unknown;
}

declare module 'dynalite/db' {
  interface Failure extends Error {
    statusCode?: number;
    body?: { __type: string; message: string };
  }

  export function validateKey(key: object, table: object): Failure | undefined;
  export function validateItem(item: object, table: object): Failure | undefined;
  export function validateUpdates(
    legacy: undefined,
    updates: object | undefined,
    table: object,
  ): Failure | undefined;
  export function validateKeyPaths(nested: object | undefined, table: object): Failure | undefined;
  export function createKey(item: object, table: object, keySchema?: object): string;
  export function compare(operator: string, value: object | undefined, operands: readonly unknown[]): boolean;
  export function mapPaths(paths: readonly unknown[], item: object): Record<string, never>;
}
