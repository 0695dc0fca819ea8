import type { JwtHeader, JwtPayload } from 'aws-jwt-verify/jwt-model';
import { TokenRefused, type Identity } from './verifier';

/** What an access token must say beside what the library checks. Cognito's carry `client_id` and, as a rule, no `aud`. */
export function assertAccessToken(header: JwtHeader, payload: JwtPayload, clientId: string): void {
  if (header.alg !== 'RS256') throw new TokenRefused('the token must be signed with RS256');
  if (payload.exp === undefined) throw new TokenRefused('the token must expire one day');
  if (payload.token_use !== 'access') throw new TokenRefused('the token is no access token');
  if (payload.client_id !== clientId || !isFor(payload.aud, clientId)) {
    throw new TokenRefused('the token was made for another audience');
  }
  if (!payload.sub) throw new TokenRefused('the token names nobody');
}

function isFor(audience: string | string[] | undefined, clientId: string): boolean {
  return audience === undefined || [audience].flat().includes(clientId);
}

/** Whom a token that was verified speaks for. */
export function identityOf(payload: JwtPayload): Identity {
  const groups: unknown = payload['cognito:groups'];
  return { customerId: payload.sub ?? '', admin: Array.isArray(groups) && groups.includes('admin') };
}
