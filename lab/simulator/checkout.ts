import type { Plan } from '../cell';
import type { Order, Outcome } from '../guards/promise';
import { stockOf } from '../guards/stock';
import { storeOf } from './dynamodb';
import { newLife } from './life';
import { makeRandom } from './random';
import type { Request, Runtime } from './runtime';
import type { Simulation } from './simulation';

/** How a buyer's visit ended; `abandoned`: gone before paying, and neither sold to nor refused. */
export type Ending = Outcome | 'turned away' | 'abandoned';

export interface Visit extends Omit<Request, 'answer'> {
  readonly ended: (ending: Ending, order: Order) => void;
}

/** What happens between the buy button and the answer: nothing, or a form that takes its time and that some never finish. */
export function openCheckout(
  simulation: Simulation,
  runtime: Runtime,
  { hold, seed }: Pick<Plan, 'hold' | 'seed'>,
): (visit: Visit) => void {
  if (hold === undefined)
    return ({ ended, ...visit }) =>
      runtime.submit({ ...visit, answer: (outcome) => ended(outcome, visit.order) });

  const { clock, settings } = simulation;
  const { typingMs, abandoned } = settings.checkout;
  const random = makeRandom(seed, 'checkout');
  const take = hold === 'at the button' ? holdFirst : payFirst;

  return (visit) => {
    // drawn alike for both ways, so that the same people leave
    const typing = random.logNormal(typingMs, settings.dynamodb.latencySigma);
    const leaves = random.next() < abandoned;
    take({ simulation, runtime, visit, typing, leaves, at: clock.now() });
  };
}

interface Form {
  readonly simulation: Simulation;
  readonly runtime: Runtime;
  readonly visit: Visit;
  readonly typing: number;
  readonly leaves: boolean;
  readonly at: number;
}

/** The stock is taken when the form is sent: whoever is too late has typed in vain. */
function payFirst({ simulation: { clock }, runtime, visit, typing, leaves, at }: Form): void {
  const order: Order = { ...visit.order, askedAt: at + typing };
  clock.after(typing, () => {
    if (leaves) visit.ended('abandoned', order);
    else runtime.submit({ ...visit, order, answer: (outcome) => visit.ended(outcome, order) });
  });
}

/** The stock is taken when the button is pressed; what nobody pays for goes back when the hold ends. */
function holdFirst({ simulation, runtime, visit, typing, leaves, at }: Form): void {
  const { clock, settings } = simulation;
  const answer: Request['answer'] = (outcome) => {
    if (outcome !== 'taken') {
      visit.ended(outcome, visit.order);
      return;
    }
    const waited = clock.now() - at;
    const ends = leaves ? settings.checkout.holdMs : typing;
    clock.after(ends, () => {
      if (leaves) void release(simulation, visit);
      // time in the form is the buyer's own: only the wait for the hold counts
      visit.ended(leaves ? 'abandoned' : 'taken', { ...visit.order, askedAt: clock.now() - waited });
    });
  };
  runtime.submit({ ...visit, answer });
}

async function release({ dynamo }: Simulation, { order, sku, quantity }: Visit): Promise<void> {
  const store = storeOf(dynamo, newLife());
  const giveBack = {
    key: stockOf(sku),
    update: 'SET available = available + :quantity',
    values: { ':quantity': quantity },
  };
  for (;;) if ((await store.update(order, giveBack)).kind === 'done') return;
}
