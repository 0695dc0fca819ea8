import dynalite from 'dynalite/validations';
import * as conditionParser from 'dynalite/db/conditionParser';
import * as projectionParser from 'dynalite/db/projectionParser';
import * as updateParser from 'dynalite/db/updateParser';
import type { AttributeValue } from './attribute';
import { nearSyntaxError } from './syntax-error';

/** Requests of a program use few expressions: more than this many are a sign that values were written into them. */
const REMEMBERED = 1000;

const parsers = {
  UpdateExpression: updateParser,
  ConditionExpression: conditionParser,
  KeyConditionExpression: conditionParser,
  FilterExpression: conditionParser,
  ProjectionExpression: projectionParser,
} as const;
const expressions = Object.keys(parsers) as (keyof typeof parsers)[];
const results = ['_updates', '_condition', '_keyCondition', '_filter', '_projection'] as const;

type Values = Readonly<Record<string, AttributeValue>>;
type Request = Partial<Record<keyof typeof parsers, string>> & {
  ExpressionAttributeNames?: Readonly<Record<string, string>>;
  ExpressionAttributeValues?: Values;
} & Partial<Record<(typeof results)[number], unknown>>;

/** Expressions as parsed, and which value stands where in them. */
interface Parsed {
  readonly trees: readonly unknown[];
  readonly names: ReadonlyMap<unknown, string>;
}

const remembered = new Map<string, Parsed>();
const parse = dynalite.validateExpressions;

/**
 * dynalite parses a request's expressions anew each time, which took a fifth of its busy time. The same texts, names and
 * types of values give the same trees, but for the values in them: those are exchanged. Every check of dynalite's calls
 * this by its exported name, so that is where it is put.
 */
dynalite.validateExpressions = (given: object) => {
  const request = given as Request;
  const key = keyOf(request);
  const known = remembered.get(key);
  if (!known) return parseFirst(request, key);

  const { ExpressionAttributeValues: values = {} } = request;
  for (const name in values) {
    const wrong = dynalite.validateAttributeValue(values[name] as AttributeValue);
    if (wrong) return `ExpressionAttributeValues contains invalid value: ${wrong} for key ${name}`;
  }
  results.forEach((result, at) => {
    if (known.trees[at] !== undefined) request[result] = filled(known.trees[at], known.names, values);
  });
  return undefined;
};

function keyOf(request: Request): string {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
  let key = names ? JSON.stringify(names) : '';
  for (const name of expressions) key += `\n${request[name] ?? ''}`;
  // no expression and an empty one are told apart, since the second is an error
  for (const name of expressions) key += request[name] === undefined ? '-' : '+';
  for (const name in values) key += `\n${name} ${Object.keys(values[name] ?? {}).join()}`;
  return key;
}

function parseFirst(request: Request, key: string): string | undefined {
  const wrong = parse(request);
  if (wrong) return worded(wrong, request);

  const trees = results.map((result) => request[result]);
  if (trees.some(dependsOnValues)) return undefined;
  const values = request.ExpressionAttributeValues ?? {};
  const names = new Map(Object.entries(values).map(([name, value]) => [value as unknown, name]));
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, { trees, names });
  // what is remembered stays as it is: dynalite turns key conditions round in place
  results.forEach((result, at) => {
    if (trees[at] !== undefined) request[result] = filled(trees[at], names, values);
  });
  return undefined;
}

/** A copy of a tree with the values of another request in the places of the first one's. */
function filled(node: unknown, names: Parsed['names'], values: Values): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return isPath(node) ? node : node.map((part) => filled(part, names, values));
  const name = names.get(node);
  if (name !== undefined) return values[name];

  const copy: Record<string, unknown> = {};
  for (const member in node) copy[member] = filled((node as Record<string, unknown>)[member], names, values);
  return copy;
}

function isPath(list: readonly unknown[]): boolean {
  return typeof list[0] === 'string';
}

/** The bounds of BETWEEN and the type that `attribute_type` names are checked while parsing. */
function dependsOnValues(tree: unknown): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  const { type, name } = tree as { readonly type?: string; readonly name?: string };
  return type === 'between' || name === 'attribute_type' || Object.values(tree).some(dependsOnValues);
}

/** AWS says where a syntax error is; dynalite says what it expected there. */
function worded(wrong: string, request: Request): string {
  const [, parameter] = /^Invalid (\w+): Syntax error; /.exec(wrong) ?? [];
  const name = expressions.find((expression) => expression === parameter);
  const text = name && request[name];
  return text ? `Invalid ${name}: Syntax error; ${nearSyntaxError(text, parsers[name])}` : wrong;
}
