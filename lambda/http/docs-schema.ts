import type { Json } from './openapi';

/** One field of a schema, as a row of a table. */
export interface Field {
  /** As in `lines[].quantity`; empty for a value without fields. */
  readonly name: string;
  /** As `integer, 1 to 999`. */
  readonly kind: string;
  readonly required: boolean;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The fields of a schema, those of inner objects and lists after the field that holds them. */
export function fieldsOf(schema: Json, components: Readonly<Record<string, Json>>): readonly Field[] {
  return rows(schema, { name: '', required: true }, components);
}

function rows(
  given: Schema,
  at: { readonly name: string; readonly required: boolean },
  components: Readonly<Record<string, Json>>,
): readonly Field[] {
  const schema = resolved(given, components);
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    rows(
      property,
      { name: at.name === '' ? key : `${at.name}.${key}`, required: schema.required?.includes(key) ?? false },
      components,
    ),
  );
  const items = schema.items ? rows(schema.items, { name: `${at.name}[]`, required: true }, components) : [];
  const itself =
    at.name === '' && (inner.length > 0 || items.length > 0) ? [] : [{ ...at, kind: kindOf(schema) }];

  return [...itself, ...inner, ...items];
}

function resolved(schema: Schema, components: Readonly<Record<string, Schema>>): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (components[name] ?? {});
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');

  const bounds = [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' entries'),
  ];
  const form = schema.format ?? schema.pattern;
  return [schema.type ?? 'any', ...bounds, form].filter(Boolean).join(', ');
}

function range(from: number | undefined, to: number | undefined, of: string): string | undefined {
  const end = to === Number.MAX_SAFE_INTEGER ? undefined : to; // what JSON Schema says of any integer
  if (from === undefined && end === undefined) return undefined;
  if (end === undefined) return `${from ?? 0} or more${of}`;
  return `${from ?? 0} to ${end}${of}`;
}
