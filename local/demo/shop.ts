import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../command';

/** One answer of the shop. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** From sending to the last byte, in milliseconds. */
  readonly ms: number;
}

export interface Asking {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A running shop, as anybody with a token sees it. */
export interface Shop {
  /** Asks once. @throws where no answer came */
  readonly ask: (asking: Asking) => Promise<Answer>;
  /** A token of the local issuer. @throws Refusal where the instance is not a local run */
  readonly token: (sub: string, groups?: string) => Promise<string>;
  /** Where its DynamoDB answers. @throws Refusal where nothing answers, or something that is not a local run */
  readonly dynamodb: () => Promise<string>;
  readonly close: () => void;
}

/** How long a patient client sends again what was answered with "try again", in milliseconds. */
const PATIENCE_MS = 30_000;

/** @param connections how many requests are on their way at most */
export function openShop(url: string, connections = Infinity): Shop {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = async (asking: Asking): Promise<Answer> => await send(url, agent, asking);
  const askLocalRun = async (path: string, member: string): Promise<string> => {
    const { status, body } = await ask({ method: 'GET', path }).catch((error: unknown) => {
      throw new Refusal(`nothing answers at ${url} (${reasonOf(error)}): npm start prints where it serves`);
    });
    const told = (body as Readonly<Record<string, unknown>> | null)?.[member];
    if (status === 200 && typeof told === 'string') return told;
    throw new Refusal(`${url} is not a local run: npm start prints where one serves, after "ready"`);
  };

  return {
    ask,
    token: async (sub, groups) => {
      const query = new URLSearchParams(groups === undefined ? { sub } : { sub, groups });
      return await askLocalRun(`/dev/token?${query.toString()}`, 'token');
    },
    dynamodb: async () => await askLocalRun('/dev/endpoints', 'dynamodb'),
    close: () => agent.destroy(),
  };
}

const brokenConnections = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED']);

/**
 * Asks until there is an answer that is not "try again": the contract says that nothing was done, or to send the same key again,
 * which is safe after a connection that broke as well. @throws where no answer comes for as long as anybody is patient
 */
export async function insist(shop: Shop, asking: Asking): Promise<Answer> {
  const giveUpAt = performance.now() + PATIENCE_MS;

  for (;;) {
    const answer = await shop.ask(asking).catch((error: unknown) => {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!brokenConnections.has(code) || performance.now() > giveUpAt) throw error;
      return undefined;
    });
    if (answer && (!isTryAgain(answer) || performance.now() > giveUpAt)) return answer;

    await sleep(200 + Math.random() * 800);
  }
}

function isTryAgain({ status, body }: Answer): boolean {
  const { retryable = false } = (body ?? {}) as { retryable?: boolean };
  return retryable && (status === 429 || status >= 500);
}

async function send(url: string, agent: Agent, asking: Asking): Promise<Answer> {
  const { method, path, token, headers = {}, body } = asking;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sentAt = performance.now();

  return await new Promise((resolve, reject) => {
    const call = request(
      url + path,
      { agent, method, headers: { ...headers, ...headersOf(token, text) } },
      (incoming) => {
        let received = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (received += part));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: parsed(received),
            ms: performance.now() - sentAt,
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

function headersOf(token: string | undefined, text: string | undefined): Record<string, string | number> {
  return {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
