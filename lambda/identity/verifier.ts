/** Who a token speaks for. */
export interface Identity {
  /** The token's `sub`. */
  readonly customerId: string;
  readonly admin: boolean;
}

/** The token does not count: the message says why, without repeating it. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The issuer's keys cannot be had just now: nothing is known about the token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface Verifier {
  /**
   * Checks the signature (RS256), issuer, audience, use and expiry of an access token.
   *
   * @throws TokenRefused, KeysUnavailable
   */
  verify(token: string): Promise<Identity>;
}
