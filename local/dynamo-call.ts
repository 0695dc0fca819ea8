import { Refusal } from './command';
import type { Engine } from './dynamodb/engine';

/**
 * One DynamoDB or DynamoDB Streams call of the local run itself; `A` is what the API's reference says of the answer.
 * @throws DynamoError when it is refused
 */
export type DynamoCall = <A>(operation: string, body: object) => Promise<A>;

/** A refusal by DynamoDB, by its own name, such as `ResourceInUseException`. */
export class DynamoError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

export function callsOf(engine: Engine): DynamoCall {
  return async <A>(operation: string, body: object) => {
    const answer = await engine.call(operation, body);
    return bodyOf(answer.status, answer.body) as A;
  };
}

/** An endpoint may keep apart what different credentials and regions made, as DynamoDB Local does. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

const streamOperations = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']);

/** Calls of an endpoint of the user's: one that checks no signature, as local ones do. */
export function callsTo(url: string, { accessKeyId, region }: Caller): DynamoCall {
  const scope = `${accessKeyId}/20260101/${region}/dynamodb/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=00`;

  return async <A>(operation: string, body: object) => {
    const api = streamOperations.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${api}.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization,
      },
      body: JSON.stringify(body),
    }).catch((error: unknown) => {
      const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
      throw new Refusal(
        `no DynamoDB answers at ${url} (${cause?.code ?? cause?.message ?? String(error)}): start one there, or leave out --dynamodb`,
      );
    });
    return bodyOf(response.status, await response.json().catch(() => ({}))) as A;
  };
}

function bodyOf(status: number, body: unknown): unknown {
  if (status === 200) return body;
  const { __type = '', message = '', Message = '' } = body as Readonly<Record<string, string>>;
  throw new DynamoError(__type.split('#').at(-1) ?? '', message || Message || `status ${status}`);
}
