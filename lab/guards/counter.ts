import { hasTaken, makeLanes } from './marks';
import { patiently } from './patiently';
import type { Order, Outcome, World } from './promise';
import { availableOf, enoughStock } from './stock';
import type { Item, Key } from './store';

const notTakenHere = 'NOT #mark = :order';

/** One counter in the store that cannot go below zero and counts an order once. */
export interface Counter {
  /** Under this name the process remembers that the counter was empty. */
  readonly name: string;
  take(order: Order, quantity: number): Promise<Outcome>;
  /** Units left when the store last answered; undefined before that. */
  left(): number | undefined;
}

/**
 * The conditional decrement, in one write: enough stock, and not taken by this order already.
 * An order keeps its mark until it is answered, so that whoever is in doubt finds it again; the others wait in line.
 */
export function makeCounter(world: World, key: Key): Counter {
  const { store } = world;
  const name = `${key.sku}/${key.entry}`;
  const lanes = makeLanes(world.process);
  let left: number | undefined;

  const seen = (item: Item) => {
    left = availableOf(item);
    return item;
  };

  const once = async (order: Order, quantity: number, mark: string) => {
    const answer = await store.update(order, {
      key,
      update: 'SET available = available - :quantity, #mark = :order',
      condition: `${enoughStock} AND ${notTakenHere}`,
      values: { ':quantity': quantity, ':order': order.id },
      names: { '#mark': mark },
    });
    if (answer.kind === 'refused') return seen(answer.old)[mark] === order.id ? 'taken' : 'sold out';
    if (answer.kind !== 'done') return answer.kind;

    seen(answer.item);
    return 'taken';
  };

  const onceInDoubt = async (order: Order, quantity: number, mark: string) => {
    const stock = await store.get(order, key);
    if (!stock) return 'throttled';
    return hasTaken(seen(stock), order) ? 'taken' : once(order, quantity, mark);
  };

  return {
    name,
    left: () => left,
    take: (order, quantity) =>
      lanes.use((mark) =>
        patiently(world, order, { sku: name, quantity }, (inDoubt) =>
          inDoubt ? onceInDoubt(order, quantity, mark) : once(order, quantity, mark),
        ),
      ),
  };
}

/** Makes each thing once, when it is first asked for by its name. */
export function onePer<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();

  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;

    const fresh = make(name);
    made.set(name, fresh);
    return fresh;
  };
}
