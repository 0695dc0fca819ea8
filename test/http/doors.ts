import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { App } from '../../lambda/http/app';
import { gatewayDoor } from '../../lambda/http/gateway-door';

/** What a client sends. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks as fetch does. */
export async function askPlain(app: App, sent: Sent): Promise<Got> {
  const { method = 'GET', path = '/', headers, body } = sent;
  const response = await app.fetch(new Request(`http://127.0.0.1${path}`, { method, headers, body }));

  return got(response.status, Object.fromEntries(response.headers), await response.text());
}

/** Asks as API Gateway does. */
export async function askGateway(app: App, event: APIGatewayProxyEvent): Promise<Got> {
  const { statusCode, headers, body } = await gatewayDoor(app)(event);

  return got(statusCode, headers as Record<string, string>, body);
}

/** Asks at both doors, which must answer the same to the byte, and says what. */
export async function askBoth(app: App, sent: Sent): Promise<Got> {
  const plain = await askPlain(app, sent);
  const gateway = await askGateway(app, eventOf(sent));

  expect(gateway).toEqual(plain);
  return plain;
}

function got(status: number, headers: Readonly<Record<string, string>>, text: string): Got {
  const isJson = text !== '' && headers['content-type']?.includes('json');
  return { status, headers, text, body: isJson ? (JSON.parse(text) as Got['body']) : {} };
}

/** A request whose headers may come more than once. */
export interface SentTwice extends Omit<Sent, 'headers'> {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** The event that API Gateway (REST, Lambda proxy) makes of a request. */
export function eventOf({ method = 'GET', path = '/', headers = {}, body }: SentTwice): APIGatewayProxyEvent {
  const { pathname, searchParams } = new URL(`http://127.0.0.1${path}`);
  const query = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)] as const);
  const lists = Object.entries(headers).map(([name, value]) => [name, [value].flat()] as const);

  return {
    httpMethod: method,
    path: pathname,
    headers,
    multiValueHeaders: Object.fromEntries(lists),
    queryStringParameters: Object.fromEntries(query.map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: query.length > 0 ? Object.fromEntries(query) : null,
    body: body === undefined ? null : body.toString(Buffer.isBuffer(body) ? 'base64' : undefined),
    isBase64Encoded: Buffer.isBuffer(body),
  } as unknown as APIGatewayProxyEvent;
}
