import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Engine } from './engine';
import type { HttpAnswer, HttpCall } from './http';
import { answerHttp } from './server';

/** What stands behind a front: it always answers, or throws. */
export type Upstream = (call: HttpCall) => Promise<HttpAnswer>;

/** Calls go to an engine in this process, or over HTTP to an endpoint with the headers they came with. */
export function upstreamOf(target: Engine | string): Upstream {
  if (typeof target !== 'string') return (call) => answerHttp(target, call);

  const secure = target.startsWith('https:');
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const start = secure ? httpsRequest : httpRequest;
  return ({ method, path, headers, text }) =>
    new Promise((resolve, reject) => {
      const { 'transfer-encoding': _sent, ...passed } = headers;
      const exact = { ...passed, 'content-length': Buffer.byteLength(text) };
      const outgoing = start(new URL(path, target), { method, headers: exact, agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const {
            'transfer-encoding': _chunked,
            connection: _theirs,
            'keep-alive': _kept,
            ...kept
          } = incoming.headers;
          resolve({
            status: incoming.statusCode ?? 502,
            headers: kept,
            text: Buffer.concat(chunks).toString(),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(text);
    });
}
