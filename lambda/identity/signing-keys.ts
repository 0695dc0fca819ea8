import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

/** The local issuer answers from the same machine; a slow answer means that it is gone. */
const LOCAL_TIMEOUT_MS = 2_000;

/**
 * The issuer's keys, read once and again when a token names one that is not among them, at most every 10 seconds then.
 * They come over https, or over http from this machine alone: keys that someone on the way could replace sign nothing.
 */
export function signingKeys(jwksUri: string): SimpleJwksCache {
  const { protocol, hostname } = new URL(jwksUri);
  if (protocol === 'https:') return new SimpleJwksCache();
  if (protocol === 'http:' && isLoopback(hostname))
    return new SimpleJwksCache({ fetcher: { fetch: fetchLocally } });

  throw new Error(`the address of the issuer's keys must be https, or http on loopback, got ${jwksUri}`);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function fetchLocally(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { redirect: 'error', signal: AbortSignal.timeout(LOCAL_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  return response.arrayBuffer();
}
