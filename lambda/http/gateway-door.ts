import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { App } from './app';

/** Serves an app behind API Gateway (REST, Lambda proxy integration). */
export function gatewayDoor(app: App): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  return async (event) => {
    const response = await app.fetch(requestOf(event), { path: event.path });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      isBase64Encoded: false,
    };
  };
}

function requestOf(event: APIGatewayProxyEvent): Request {
  const method = event.httpMethod.toUpperCase();
  const body = event.body && Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  const mayHaveBody = !['GET', 'HEAD', 'TRACE'].includes(method); // a Request refuses one there, and no route reads it

  const request = new Request(`https://gateway.invalid/?${queryOf(event)}`, {
    method: method === 'TRACE' ? 'GET' : method, // which a Request refuses too, and is to be told so by the app
    headers: headersOf(event),
    ...(body && mayHaveBody ? { body } : {}),
  });
  return method === 'TRACE' ? Object.defineProperty(request, 'method', { value: method }) : request;
}

function queryOf(event: APIGatewayProxyEvent): string {
  const query = new URLSearchParams();
  for (const [name, values] of both(event.multiValueQueryStringParameters, event.queryStringParameters)) {
    for (const value of values) query.append(name, value);
  }
  return query.toString();
}

function headersOf(event: APIGatewayProxyEvent): Headers {
  const headers = new Headers();
  for (const [name, values] of both(event.multiValueHeaders, event.headers)) {
    // the body's length is counted: the gateway may have decoded it since the header was written
    if (name.toLowerCase() === 'content-length') continue;
    for (const value of values) headers.append(name, latin1(value));
  }
  return headers;
}

/** A gateway sends each name with all its values, an older test event with its last one alone. */
function both(
  many: Readonly<Record<string, string[] | undefined>> | null,
  one: Readonly<Record<string, string | undefined>> | null,
): readonly (readonly [string, readonly string[]])[] {
  const lists = Object.entries(many ?? {}).map(([name, values]) => [name, values ?? []] as const);
  if (lists.length > 0) return lists;
  return Object.entries(one ?? {}).map(
    ([name, value]) => [name, value === undefined ? [] : [value]] as const,
  );
}

/** Headers are bytes to a Request: other characters go in as the UTF-8 bytes that the client sent. */
function latin1(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value;
}
