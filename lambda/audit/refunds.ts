import type { PaymentGateway } from '../payment/payment-gateway';
import type { Carrier } from '../shipping/carrier';
import type { PaymentFinding } from './findings';

export interface RefundWorld {
  readonly payments: Pick<PaymentGateway, 'refund'>;
  readonly carrier: Pick<Carrier, 'withdraw'>;
}

/** A charge that is to be given back, because its order is over. */
export interface Refund {
  readonly orderId: string;
  readonly reference: string;
}

/** `registered`: the carrier has the parcel, so nothing was given back. `unknown`: carrier or gateway gave no answer, ask again. */
export type RefundAnswer = 'refunded' | 'registered' | 'unknown';

/** The charges that nobody but a program has to decide on. */
export function planRefunds(payments: readonly PaymentFinding[]): readonly Refund[] {
  return payments
    .filter(({ wrong, forPerson }) => wrong === 'not_refunded' && !forPerson)
    .map(({ orderId, reference }) => ({ orderId, reference }));
}

/**
 * Gives a charge back, once the carrier has withdrawn the parcel: a table that was restored may say that an order is over whose parcel
 * has left. Safe to repeat.
 */
export async function withdrawAndRefund(
  { payments, carrier }: RefundWorld,
  refund: Refund,
): Promise<RefundAnswer> {
  const { answer } = await carrier.withdraw(refund.orderId);
  if (answer !== 'withdrawn') return answer;

  return await payments.refund(refund.reference);
}
