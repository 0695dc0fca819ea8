import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A key of an issuer, with the name that tokens call it by. */
export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function newKey(kid: string): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** An issuer on this machine that answers with the keys it has when it is asked, `after` something where that is set. */
export async function openIssuer(keys: Key[]) {
  const asked: { times: number; status: number; after?: Promise<void>; body?: string; location?: string } = {
    times: 0,
    status: 200,
  };
  const server = createServer((request, response) => {
    asked.times += 1;
    const body = asked.body ?? JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
    void Promise.resolve(asked.after).then(() =>
      response
        .writeHead(
          request.url === '/jwks.json' ? asked.status : 200,
          asked.location ? { location: asked.location } : {},
        )
        .end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    keys,
    asked,
    jwksUri: `http://127.0.0.1:${port}/jwks.json`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export const issuer = 'https://issuer.example/pool';
export const clientId = 'shop';

/** What Cognito puts into an access token. */
export function claims(changed: Readonly<Record<string, unknown>> = {}) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    client_id: clientId,
    token_use: 'access',
    sub: 'alice',
    iat: now,
    exp: now + 3600,
    ...changed,
  };
}

export function sign(
  { kid, privateKey }: Key,
  payload: Readonly<Record<string, unknown>>,
  header: { readonly alg?: string; readonly kid?: undefined } = {},
): string {
  const full = { alg: 'RS256', kid, ...header };
  const input = [full, payload].map(encoded).join('.');
  return `${input}.${createSign(full.alg.replace('RS', 'RSA-SHA')).update(input).sign(privateKey, 'base64url')}`;
}

export function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
