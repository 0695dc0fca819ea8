import { LOOPBACK, portRefusal } from './listen';
import { refuseUnknown, toInnerNames, toOuterUrls, type SqsRequest } from './queue-parameters';

/**
 * One SQS call, without a socket; `A` is what the API's reference says of the answer.
 * @throws Error with SQS's message when it refuses
 */
export type SqsCall = <A>(action: string, body: Readonly<Record<string, unknown>>) => Promise<A>;

export interface Sqs {
  readonly url: string;
  readonly call: SqsCall;
  readonly close: () => Promise<void>;
}

const contentType = 'application/x-amz-json-1.0';

/**
 * Starts the embedded SQS on loopback, for any credentials and region; it keeps its queues in memory.
 * @throws Refusal when the port is taken
 */
export async function startSqs(port: number): Promise<Sqs> {
  const { buildApp } = await import('fauxqs'); // ESM only
  const app = buildApp({ logger: false });

  let url = '';
  app.addHook('onRequest', async (request, reply) => {
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string' && target.startsWith('AmazonSQS.')) return;
    if (request.method === 'GET' && request.url === '/health') return;
    await reply.status(400).send({
      __type: 'com.amazonaws.sqs#InvalidAction',
      message: `${request.method} ${request.url} is no SQS call: send the header X-Amz-Target: AmazonSQS.<Action>`,
    });
  });
  app.addHook('preHandler', async (request, reply) => {
    const call = request as unknown as SqsRequest;
    const refusal = refuseUnknown(call);
    if (refusal) await reply.status(400).type(contentType).send(refusal);
    else toInnerNames(call);
  });
  app.addHook('preSerialization', (_request, _reply, answer, done) => done(null, toOuterUrls(answer, url)));

  url = await app.listen({ port, host: LOOPBACK }).catch((error: unknown) => {
    throw portRefusal(error as Error, port, '--sqs-port');
  });
  const call: SqsCall = async <A>(action: string, body: Readonly<Record<string, unknown>>) => {
    const headers = { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': contentType };
    const answer = await app.inject({ method: 'POST', url: '/', headers, payload: JSON.stringify(body) });
    if (answer.statusCode !== 200) throw new Error(`SQS refused ${action}: ${answer.body}`);
    return answer.json<A>();
  };
  return { url, call, close: () => app.close() };
}
