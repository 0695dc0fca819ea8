import { createServer } from 'node:http';
import { listen } from '../../local/listen';

/** What a call of SQS or EventBridge asks for: its action, and its parameters. */
export interface Asked {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A service on loopback that answers as a test says; `undefined` accepts the call and never answers it. */
export async function scripted(
  answer: (asked: Asked, calls: number) => Promise<object | undefined> | object | undefined,
) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const one = { action, body: JSON.parse(text) as Asked['body'] };
      asked.push(one);
      void Promise.resolve(answer(one, asked.length)).then((body) => {
        if (!body) return;
        const status = '__type' in body ? 400 : 200;
        response
          .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
          .end(JSON.stringify(body));
      });
    });
  });
  const url = await listen(server, 0, '--port');

  return {
    url,
    asked,
    of: (action: string) => asked.filter((one) => one.action === action).map(({ body }) => body),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The settings that clients made by the product take from the environment. */
export function environmentOf(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}
