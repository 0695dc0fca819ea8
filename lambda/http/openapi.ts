import * as z from 'zod';
import { sku } from './fields';
import { KEY_LIMIT } from './idempotency-key';
import { PAGE_LIMIT } from './paging';
import { problemResponses, problemSchema } from './openapi-problems';
import type { Answer, Route } from './route';

/** What the contract says of a route: all of it but the code. */
export type RouteFacts = Omit<Route<never, unknown>, 'run'>;

export type Json = Readonly<Record<string, unknown>>;

/** One operation of the document. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
  readonly security: readonly { readonly token: readonly string[] }[];
}

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json };
}

/** The OpenAPI document of some routes, from the schemas that validate their requests. */
export function openApiOf(routes: readonly RouteFacts[]): OpenApi {
  const schemas: Record<string, Json> = { Problem: problemSchema };
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, schemas);

  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: '1.0.0',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
      summary: 'Orders and inventory that never oversell',
      description:
        'Money is whole minor units. Times are ISO 8601 in UTC. Unknown fields are refused, unknown query parameters ignored.',
    },
    // relative to this document, which a stage of API Gateway serves below a path of its own
    servers: [{ url: '.' }],
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

type Schemas = Record<string, Json>;

function operationOf(route: RouteFacts, schemas: Schemas): Operation {
  const answers = Object.entries(route.answers ?? { 200: { description: 'Done' } });
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    parameters: parametersOf(route),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input', schemas) } },
      },
    }),
    responses: {
      ...Object.fromEntries(answers.map(([status, answer]) => [status, responseOf(answer, schemas)])),
      ...problemResponses(route),
    },
    security: route.who === 'all' ? [] : [{ token: route.who === 'admin' ? ['admin'] : [] }],
  };
}

/** As `getOrdersOrderId`: from the route, since names in the code do not outlive a bundler. */
function operationIdOf({ method, path }: RouteFacts): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parametersOf(route: RouteFacts): readonly Json[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'sku' ? schemaOf(sku(), 'input', {}) : { type: 'string' },
  }));
  const headers = Object.entries(route.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
  return [
    ...inPath,
    ...(route.keyed ? [keyParameter] : []),
    ...headers,
    ...(route.paged ? pageParameters : []),
  ];
}

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'New for each request that is meant once; a request sent again carries the same. Printable ASCII, compared exactly.',
  schema: { type: 'string', minLength: 1, maxLength: KEY_LIMIT, pattern: '^[ -~]+$' },
};

const pageParameters = [
  {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT, default: PAGE_LIMIT },
  },
  { name: 'cursor', in: 'query', description: 'As the page before answered it.', schema: { type: 'string' } },
];

function responseOf({ description, schema, headers, contentType }: Answer, schemas: Schemas): Json {
  const type = contentType ?? 'application/json';
  const described = Object.entries(headers ?? {}).map(([name, says]) => [
    name,
    { description: says, schema: { type: 'string' } },
  ]);
  return {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) as Json }),
    content: { [type]: { schema: schema ? schemaOf(schema, 'output', schemas) : { type: 'string' } } },
  };
}

/** A schema as JSON Schema; those with an id move to the components, which others point to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io })).replaceAll(
    '"#/$defs/',
    '"#/components/schemas/',
  );
  const { $schema: _, $defs, ...rest } = JSON.parse(text) as Json & { readonly $defs?: Schemas };
  Object.assign(schemas, $defs);
  return rest;
}
