import { Refusal } from '../local/command';

const CALL_TIMEOUT_MS = 30_000; // the gateway's own is 29 s

export interface Call {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Shop = (call: Call) => Promise<Answer>;

/** A client of a deployed shop for whoever the token speaks for, or for nobody; calls end when they are asked to. */
export function shopAt(url: string, token: string | undefined, asked?: AbortSignal): Shop {
  return async ({ method, path, headers, body }) => {
    const response = await answerTo(url.replace(/\/$/, '') + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any([AbortSignal.timeout(CALL_TIMEOUT_MS), ...(asked ? [asked] : [])]),
    });

    return { status: response.status, body: jsonOf(await response.text()) };
  };
}

/** @throws Refusal where no answer comes. */
async function answerTo(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const { cause = error } = error as { readonly cause?: unknown };
    throw new Refusal(
      `${request.method ?? 'GET'} ${url} got no answer: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause: error },
    );
  }
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { text };
  }
}

/** @throws Refusal with what was answered, unless it has the status. */
export function assertStatus(doing: string, answer: Answer, status: number): void {
  if (answer.status === status) return;

  throw new Refusal(
    `smoke test: ${doing} must answer ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`,
  );
}
