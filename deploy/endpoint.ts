import { Refusal } from '../local/command';
import { url, UsageError, type Option } from '../local/options';

/** Where MiniStack and LocalStack listen by default. */
const usual = 'http://127.0.0.1:4566';

const HEALTH_TIMEOUT_MS = 5_000;

/** The option of every command that works on a local AWS endpoint, and on no other. */
export const endpointOption: Option<string> = {
  ...url({ help: 'the local AWS endpoint, on this machine' }),
  fallback: usual,
  read: (given) => (/^https?:\/\//.test(given) && URL.canParse(given) ? new URL(given).origin : undefined),
};

/** @throws UsageError for an endpoint that is not this machine: what runs here has no business elsewhere. */
export function assertLoopback(endpoint: string): void {
  const { hostname } = new URL(endpoint);
  if (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)) return;

  throw new UsageError(
    `--endpoint must be on this machine (127.0.0.1, localhost or [::1]), got ${endpoint}: nothing was done`,
  );
}

/** @throws Refusal that says how to start an endpoint, where none answers. */
export async function assertRunning(endpoint: string): Promise<void> {
  const health = await fetch(`${endpoint}/_localstack/health`, {
    redirect: 'manual', // whoever sends us on is no endpoint of this machine
    signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
  }).catch(() => undefined);
  if (health?.ok) return;

  const { port } = new URL(endpoint);
  throw new Refusal(
    `no AWS endpoint answers at ${endpoint}: start one with PORT=${port || '4566'} deploy/ministack.sh, and run this again`,
  );
}
