import { TokenRefused, type Identity, type Verifier } from '../identity/verifier';
import { Problem } from './problem';

const bearer = /^Bearer +(\S+)$/i;

/** Checks the token, then the group. Answers the customer. */
export async function identify(
  who: 'customer' | 'admin',
  authorization: string | undefined,
  verifier: Verifier,
): Promise<string> {
  const identity = await verified(authorization, verifier);
  if (who === 'admin' && !identity.admin) {
    throw new Problem(403, 'forbidden', 'this is for customers of the group admin alone');
  }
  return identity.customerId;
}

async function verified(authorization: string | undefined, verifier: Verifier): Promise<Identity> {
  if (!authorization)
    throw unauthenticated('send an access token in the header Authorization: Bearer <token>', 'Bearer');
  const token = bearer.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('header Authorization must be Bearer <token>', 'Bearer');

  try {
    return await verifier.verify(token);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw unauthenticated(error.message, 'Bearer error="invalid_token"');
  }
}

function unauthenticated(detail: string, challenge: string): Problem {
  return new Problem(401, 'unauthenticated', detail, {}, { 'www-authenticate': challenge });
}
