import type { Answer, Engine } from './engine';
import { serializationFailure, unknownOperation } from './failure';
import { type HttpAnswer, type HttpCall, type Served, serveHttp } from './http';

export type { Served };

/**
 * Answers DynamoDB's HTTP protocol for an engine, on 127.0.0.1 only. Any credentials and region are accepted.
 * Closing it leaves the engine open.
 *
 * @param port 0 for a free one
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export function serveEngine(engine: Engine, port = 0): Promise<Served> {
  return serveHttp((call) => answerHttp(engine, call), port);
}

/** What an engine answers to one HTTP request. */
export async function answerHttp(engine: Engine, call: HttpCall): Promise<HttpAnswer> {
  if (call.method === 'GET') return health;

  const operation = operationOf(call);
  if (operation === undefined) return asHttp({ status: 400, body: unknownOperation().body });
  const body = parse(call.text);
  if (body === undefined) return asHttp({ status: 400, body: serializationFailure().body });
  return asHttp(await engine.call(operation, body));
}

/** The operation that a request names, or undefined when it names none of DynamoDB or its streams. */
export function operationOf({ headers }: HttpCall): string | undefined {
  const [api, operation] = String(headers['x-amz-target'] ?? '').split('.');
  return api === 'DynamoDB_20120810' || api === 'DynamoDBStreams_20120810' ? operation : undefined;
}

export function asHttp({ status, body }: Answer): HttpAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': nextRequestId() };
  return { status, headers, text: JSON.stringify(body) };
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

let requests = 0;

/** Told apart within this process, which is all that a request id of the laptop is for. */
function nextRequestId(): string {
  requests += 1;
  return `LOCAL${requests.toString(36).toUpperCase().padStart(47, '0')}`;
}

const health: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/plain' },
  text: 'healthy: dynamodb.us-east-1.amazonaws.com ',
};
