import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ACCOUNT } from '../template/names';
import type { Matched } from './routes';

export const STAGE_NAME = 'local';

/** The event that API Gateway (REST) makes of a request for a function. The path stays encoded, as the gateway leaves it. */
export function proxyEvent(request: IncomingMessage, matched: Matched, body: Buffer): APIGatewayProxyEvent {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const multiValueHeaders = headersOf(request);
  const multiValueQuery = valuesByName(new URLSearchParams(query));
  const { resource, pathParameters } = matched;

  return {
    resource: resource.path,
    path,
    httpMethod: request.method ?? 'GET',
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(lastOf(multiValueQuery)),
    multiValueQueryStringParameters: orNull(multiValueQuery),
    pathParameters: orNull(pathParameters),
    stageVariables: null,
    requestContext: contextOf(request, path, resource.path),
    body: body.length > 0 ? body.toString('utf8') : null,
    isBase64Encoded: false,
  };
}

type Values = Record<string, string[]>;

function headersOf({ rawHeaders }: IncomingMessage): Values {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
  return valuesByName([...pairs, ['X-Forwarded-For', '127.0.0.1'], ['X-Forwarded-Proto', 'http']]);
}

function valuesByName(pairs: Iterable<readonly [string, string]>): Values {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(values);
}

function lastOf(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.at(-1) ?? '']));
}

/** The gateway sends null where there is nothing, not an empty object. */
function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length > 0 ? values : null;
}

function contextOf(
  request: IncomingMessage,
  path: string,
  resourcePath: string,
): APIGatewayProxyEvent['requestContext'] {
  const now = Date.now();
  return {
    accountId: ACCOUNT,
    apiId: 'local',
    authorizer: null,
    domainName: request.headers.host ?? '127.0.0.1',
    domainPrefix: 'local',
    extendedRequestId: randomUUID(),
    httpMethod: request.method ?? 'GET',
    identity: { ...nobody, sourceIp: '127.0.0.1', userAgent: request.headers['user-agent'] ?? null },
    path,
    protocol: `HTTP/${request.httpVersion}`,
    requestId: randomUUID(),
    requestTime: new Date(now).toISOString(),
    requestTimeEpoch: now,
    resourceId: 'local',
    resourcePath,
    stage: STAGE_NAME,
  };
}

/** No caller is known to the gateway: the app reads the token. */
const nobody = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};
