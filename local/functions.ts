import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers';
import type { Context } from 'aws-lambda';
import { atMost } from '../lambda/http/at-most';
import { physicalName } from './template/names';
import type { Part } from './template/stage';

/** Runs a function once, as Lambda would. Throws what its handler throws, or when it takes longer than its timeout. */
export type Invoke = (event: unknown) => Promise<unknown>;

/** On AWS each call has a processor of its own. Here they share one, and with hundreds at once every call to the store would time out. */
const CONCURRENCY = 32;

/** Functions by their ARN. */
export type Functions = ReadonlyMap<string, Invoke>;

export interface LoadOptions {
  /** The folder that `holdfast:entry` counts from. */
  readonly root: string;
  /** Replaces variables that a function has; a name that it has not is left out. */
  readonly variables: Readonly<Record<string, string>>;
  readonly warn: (line: string) => void;
}

/** Loads each function's handler from source, each with its own environment. */
export function loadFunctions(
  parts: readonly Part<'AWS::Lambda::Function'>[],
  options: LoadOptions,
): Functions {
  const functions = new Map<string, Invoke>();
  for (const part of parts) {
    const entry = part.resource.metadata['holdfast:entry'];
    if (typeof entry !== 'string') {
      options.warn(
        `function ${part.resource.logicalId} does not say where its source is (holdfast:entry), left out`,
      );
      continue;
    }
    const handler = loadHandler(join(options.root, entry), variablesOf(part, options.variables));
    functions.set(part.arn, invoker(handler, part));
  }
  return functions;
}

/** A function answers by what it returns: the ways of callbacks are not offered. */
type LocalContext = Omit<Context, 'done' | 'fail' | 'succeed'>;
type Handler = (event: unknown, context: LocalContext) => unknown;

function variablesOf(
  { properties }: Part<'AWS::Lambda::Function'>,
  replaced: Readonly<Record<string, string>>,
) {
  const own = properties.Environment?.Variables ?? {};
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, replaced[name] ?? value]));
}

/** An entry reads its environment once, when it is loaded: so it is loaded anew for each function and each run. */
function loadHandler(file: string, variables: Readonly<Record<string, string>>): Handler {
  const load = createRequire(__filename);
  const before = { ...process.env };
  try {
    Object.assign(process.env, variables);
    const path = load.resolve(file);
    Reflect.deleteProperty(load.cache, path);
    const { handler } = load(path) as { readonly handler?: Handler };
    if (typeof handler !== 'function') throw new Error(`${file} exports no handler`);
    return handler;
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
}

function invoker(handler: Handler, part: Part<'AWS::Lambda::Function'>): Invoke {
  const seconds = part.properties.Timeout ?? 3;

  return atMost(CONCURRENCY, async (event) => {
    const end = Date.now() + seconds * 1000;
    let alarm: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      alarm = later(() => reject(new Error(`task timed out after ${seconds} seconds`)), seconds * 1000);
    });
    try {
      return await Promise.race([handler(event, contextOf(part, end)), timeout]);
    } finally {
      clearTimeout(alarm);
    }
  });
}

function contextOf({ resource, arn, properties }: Part<'AWS::Lambda::Function'>, end: number): LocalContext {
  const name = physicalName(resource);
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(properties.MemorySize ?? 128),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
  };
}
