import * as z from 'zod';

/**
 * What the gateway's validator takes otherwise than the app: it counts before white space is cut off, knows another
 * dialect of patterns, prints no descriptions, and would call a list too long whose body is too large.
 */
const leftToTheApp = new Set([
  '$schema',
  'description',
  'format',
  'maxItems',
  'maxLength',
  'minLength',
  'pattern',
]);

/**
 * A schema of the app as API Gateway reads it (JSON Schema draft 4), loosened so that it refuses nothing that the app takes.
 */
export function gatewaySchema(schema: z.ZodType): unknown {
  return loosened(z.toJSONSchema(schema, { target: 'draft-4', io: 'input' }));
}

function loosened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(loosened);
  if (typeof node !== 'object' || node === null) return node;

  const kept = Object.entries(node).filter(([key, value]) => !isLeftToTheApp(key, value));
  const children = Object.fromEntries(kept.map(([key, value]) => [key, loosened(value)]));

  // JSON has no whole numbers: 1.0 is one to the app and none to the gateway
  return children['type'] === 'integer' ? { ...children, type: 'number', multipleOf: 1 } : children;
}

/** A field of that name has an object beside it: a property is not a keyword. */
function isLeftToTheApp(key: string, value: unknown): boolean {
  return leftToTheApp.has(key) && typeof value !== 'object';
}
