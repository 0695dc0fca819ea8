import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from './command';

export const LOCAL_ISSUER = 'https://issuer.holdfast.invalid/local'; // a name that nobody can own
export const LOCAL_CLIENT = 'holdfast-local';

export interface TokenRequest {
  readonly sub: string;
  readonly groups: readonly string[];
  /** Seconds from now; a negative number makes a token that has expired. */
  readonly expiresIn: number;
}

export interface Issuer {
  /** A token in the shape of a Cognito access token. */
  token(request: TokenRequest): { readonly token: string; readonly expiresAt: string };
  /** The public keys, as a JSON Web Key Set. */
  readonly keySet: unknown;
}

/** An issuer for local runs: whoever reaches it gets any token. Without a file its key is gone with the process. */
export async function openIssuer(keyFile?: string): Promise<Issuer> {
  const key = await (keyFile === undefined ? newKey() : keptKey(keyFile));
  const publicKey = createPublicKey(key).export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify(publicKey)).digest('base64url').slice(0, 16);

  return {
    keySet: { keys: [{ ...publicKey, kid, use: 'sig', alg: 'RS256' }] },
    token: ({ sub, groups, expiresIn }) => {
      const now = Math.floor(Date.now() / 1000);
      const exp = now + expiresIn;
      const claims = {
        sub,
        ...(groups.length > 0 && { 'cognito:groups': groups }),
        iss: LOCAL_ISSUER,
        client_id: LOCAL_CLIENT,
        origin_jti: randomUUID(),
        event_id: randomUUID(),
        token_use: 'access',
        scope: 'aws.cognito.signin.user.admin',
        auth_time: Math.min(now, exp),
        iat: Math.min(now, exp),
        exp,
        jti: randomUUID(),
        username: sub,
      };
      return {
        token: signed({ kid, alg: 'RS256' }, claims, key),
        expiresAt: new Date(exp * 1000).toISOString(),
      };
    },
  };
}

function signed(header: object, claims: object, key: KeyObject): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

async function newKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey;
}

async function keptKey(file: string): Promise<KeyObject> {
  if (existsSync(file)) {
    try {
      const key = createPrivateKey(readFileSync(file));
      chmodSync(file, 0o600);
      return key;
    } catch (error) {
      throw new Refusal(
        `${file} holds no key that can be read (${(error as Error).message}): remove it, a new one is made`,
      );
    }
  }
  const key = await newKey();
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return key;
}
