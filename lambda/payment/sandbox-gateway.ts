import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { persist } from '../dynamo/persist';
import { refusedBy } from '../dynamo/refusal';
import { type Charge, type GatewayCalls, GatewayFailed } from './payment-gateway';
import { countTry, enterOnce, readEntry, type EntryKey, type SandboxLedger } from '../dynamo/sandbox-ledger';

/** What each test token does. Any other token is a malformed one. */
const tokens = {
  tok_ok: 'charged',
  tok_declined: 'declined',
  tok_timeout_charged: 'charged, and the answer is lost',
  tok_timeout_not_charged: 'never charged, and no answer',
  tok_error_once: '5xx on the first try, charged on the next',
  tok_slow: 'charged after 2 s',
  tok_refund_fails_once: 'charged; its refund gives no answer once',
} as const;

const SLOW_MS = 2_000;
const wasCharged = 'outcome = :charged';

/** A payment gateway for tests and trials that moves no money. Its ledger is a table, with one entry per reference. */
export function sandboxGateway(ledger: SandboxLedger): GatewayCalls {
  return {
    accepts: (token) => Object.hasOwn(tokens, token),
    charge: (charge, token, signal) => chargeBy(ledger, charge, { token, signal }),
    settle: async (charge) =>
      outcomeOf(await enterOnce(ledger, keyOf(charge.reference), entry(charge, 'void'))),
    refund: (reference, signal) => refund(ledger, reference, signal),
  };
}

interface Ask {
  readonly token: string;
  readonly signal: AbortSignal;
}

async function chargeBy(
  ledger: SandboxLedger,
  charge: Charge,
  { token, signal }: Ask,
): Promise<'charged' | 'declined'> {
  if (token === 'tok_timeout_not_charged') return noAnswer(signal);
  if (token === 'tok_slow') await sleep(SLOW_MS, undefined, { signal });
  if (token === 'tok_error_once') await failFirst(ledger, charge.reference);

  const wanted = token === 'tok_declined' ? 'declined' : 'charged';
  const content = {
    ...entry(charge, wanted),
    ...(token === 'tok_refund_fails_once' && { refundFailsOnce: true }),
  };
  const outcome = outcomeOf(await enterOnce(ledger, keyOf(charge.reference), content));

  if (token === 'tok_timeout_charged') return noAnswer(signal);
  return outcome === 'void' ? 'declined' : outcome;
}

async function failFirst(ledger: SandboxLedger, reference: string): Promise<void> {
  const { orderId, entry: charge } = keyOf(reference);
  if ((await countTry(ledger, orderId, charge)) === 1) throw new GatewayFailed('the sandbox answered 500');
}

async function refund(ledger: SandboxLedger, reference: string, signal: AbortSignal): Promise<void> {
  const key = keyOf(reference);
  const { orderId, entry: charge } = key;
  const { refundFailsOnce } = (await readEntry(ledger, key)) ?? {};
  if (refundFailsOnce && (await countTry(ledger, orderId, `refund#${charge}`)) === 1) await noAnswer(signal);

  const write = new UpdateCommand({
    TableName: ledger.table,
    Key: key,
    UpdateExpression: 'SET refunded = :yes',
    ConditionExpression: wasCharged,
    ExpressionAttributeValues: { ':yes': true, ':charged': 'charged' },
  });
  await persist(() => ledger.db.send(write)).catch((error: unknown) => {
    refusedBy(error);
    throw new Error(`nothing was charged under ${reference}, so nothing can be refunded`);
  });
}

function entry({ reference, amount, currency }: Charge, outcome: 'charged' | 'declined' | 'void') {
  return { reference, amount, currency, outcome, refunded: false };
}

/** The ledger's key of a reference `<orderId>/<attempt>`. */
function keyOf(reference: string): EntryKey {
  const [orderId = '', attempt = ''] = reference.split('/');
  return { orderId, entry: `charge#${attempt}` };
}

function outcomeOf({ outcome }: Readonly<Record<string, unknown>>): 'charged' | 'declined' | 'void' {
  if (outcome === 'charged' || outcome === 'declined' || outcome === 'void') return outcome;
  throw new Error(`the ledger holds an outcome that no gateway gives: ${String(outcome)}`);
}

/** Lasts until the caller's patience ends. */
function noAnswer(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
