import { JwtVerifier } from 'aws-jwt-verify';
import {
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import { assertAccessToken, identityOf } from './access-token';
import { rememberVerified } from './remembered-tokens';
import { signingKeys } from './signing-keys';
import { KeysUnavailable, TokenRefused, type Verifier } from './verifier';

/** Whose tokens count. */
export interface TrustedIssuer {
  readonly issuer: string;
  /** The app client that tokens are made for. */
  readonly clientId: string;
  /** Where the issuer's public keys are: https, or http on loopback. */
  readonly jwksUri: string;
}

/**
 * Verifies access tokens of the shape that Cognito gives them, from Cognito or from the local issuer.
 *
 * @param pause what passes between two readings of the issuer's keys. @default a second
 */
export function tokenVerifier(
  { issuer, clientId, jwksUri }: TrustedIssuer,
  pause?: () => Promise<void>,
): Verifier {
  const verifier = JwtVerifier.create(
    {
      issuer,
      jwksUri,
      audience: null, // an access token names its client instead: checked below
      customJwtCheck: ({ header, payload }) => assertAccessToken(header, payload, clientId),
    },
    { jwksCache: signingKeys(jwksUri, pause) },
  );

  return {
    verify: rememberVerified(async (token) => {
      try {
        const payload = await verifier.verify(token);
        return { identity: identityOf(payload), expiresAt: (payload.exp ?? 0) * 1000 };
      } catch (error) {
        throw refusal(error);
      }
    }),
  };
}

function refusal(error: unknown): Error {
  if (error instanceof TokenRefused || error instanceof KeysUnavailable) return error;
  return error instanceof JwtBaseError
    ? new TokenRefused(reasonOf(error))
    : new KeysUnavailable('the keys cannot be had', { cause: error });
}

/** In our own words, for the library's may repeat what the token holds. */
function reasonOf(error: JwtBaseError): string {
  if (error instanceof JwtExpiredError) return 'the token has expired: ask for a new one';
  if (error instanceof JwtInvalidSignatureError) return "the token's signature is wrong";
  if (error instanceof JwtInvalidIssuerError) return 'the token is from another issuer';
  if (error instanceof KidNotFoundInJwksError) return 'the token is signed with an unknown key';
  return 'the token is not a valid access token';
}
