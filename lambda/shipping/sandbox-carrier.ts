import { createHash } from 'node:crypto';
import { countTry, enterOnce, readEntry, type SandboxLedger } from '../dynamo/sandbox-ledger';
import type { Carrier, Parcel, RegisterAnswer, WithdrawAnswer } from './carrier';

/** Postcodes that misbehave: what they answer, and for how many tries. Any other postcode is fine. */
const troubles: Readonly<Record<string, { readonly answer: 'refused' | 'unknown'; readonly tries: number }>> =
  {
    'FAIL-2': { answer: 'refused', tries: 2 },
    'FAIL-ALWAYS': { answer: 'refused', tries: Infinity },
    'DOWN-2': { answer: 'unknown', tries: 2 },
  };

/** A carrier for tests and trials that moves no parcel. Its book is a table, with one shipment entry per order. */
export function sandboxCarrier(
  ledger: SandboxLedger,
  trouble: (error: unknown, orderId: string) => void,
): Carrier {
  const orUnknown = <T>(orderId: string, answer: Promise<T>) =>
    answer.catch((error: unknown) => {
      trouble(error, orderId);
      return { answer: 'unknown' as const };
    });

  return {
    name: 'sandbox',
    register: (parcel) => orUnknown(parcel.orderId, register(ledger, parcel)),
    withdraw: (orderId) => orUnknown(orderId, enter(ledger, orderId, { outcome: 'withdrawn' })),
  };
}

async function register(ledger: SandboxLedger, { orderId, shipTo }: Parcel): Promise<RegisterAnswer> {
  const misbehaves = troubles[shipTo.postcode];
  if (misbehaves && !(await readEntry(ledger, shipment(orderId)))) {
    const tries = await countTry(ledger, orderId, 'shipment');
    if (tries <= misbehaves.tries) return { answer: misbehaves.answer };
  }

  return enter(ledger, orderId, { outcome: 'registered', trackingCode: trackingCode(orderId) });
}

interface Entry {
  readonly outcome: 'registered' | 'withdrawn';
  readonly trackingCode?: string;
}

/** The first entry of an order decides, and every later call is told of it. */
async function enter(ledger: SandboxLedger, orderId: string, content: Entry): Promise<WithdrawAnswer> {
  const { outcome, trackingCode } = await enterOnce(ledger, shipment(orderId), { ...content });

  return outcome === 'registered'
    ? { answer: 'registered', trackingCode: String(trackingCode) }
    : { answer: 'withdrawn' };
}

function shipment(orderId: string) {
  return { orderId, entry: 'shipment' };
}

function trackingCode(orderId: string): string {
  return `SBX${createHash('sha256').update(orderId).digest('hex').slice(0, 12).toUpperCase()}`;
}
