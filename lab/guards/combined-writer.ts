import { makePace, type Pace, type Waiting } from './batch';
import type { World } from './promise';
import { availableOf, stockOf } from './stock';
import type { Answer, Item, Key } from './store';

const stillOwner = 'fence = :fence';
const nextInLine = 'batchNumber = :last';
const enoughForAll = 'available >= :units';
const ownerless = '(attribute_not_exists(heldUntil) OR heldUntil < :now OR writer = :me)';

const ID_CHARACTERS = 24;

/** The one process that writes a counter, with the orders that wait for its next write. */
export interface Writer {
  readonly name: string;
  readonly sku: string;
  readonly key: Key;
  readonly pace: Pace;
  readonly waiting: Waiting[];
  /** What is known of the counter; undefined while another process may own it. */
  owned: Owned | undefined;
  lastSize: number;
  writing: boolean;
}

export interface Owned {
  readonly fence: number;
  readonly batch: number;
  readonly left: number;
}

export function makeWriter(world: World, sku: string, name: string): Writer {
  const { writers } = world.rules;
  const shard = writers === 1 ? undefined : world.process.number % writers;
  const pace = makePace(world);

  return {
    name,
    sku,
    key: stockOf(sku, shard),
    pace,
    waiting: [],
    owned: undefined,
    lastSize: 0,
    writing: false,
  };
}

export function ownedBy(item: Item): Owned {
  return { fence: Number(item['fence']), batch: Number(item['batchNumber']), left: availableOf(item) };
}

/** The orders of the last batch that the item took. */
export function batchOf(item: Item): ReadonlySet<string> {
  const ids = String(item['orders'] ?? '');
  const count = ids.length / ID_CHARACTERS;
  return new Set(
    Array.from({ length: count }, (_, place) =>
      ids.slice(place * ID_CHARACTERS, (place + 1) * ID_CHARACTERS),
    ),
  );
}

/** Takes the lease of a counter that nobody writes; the new fence shuts out whoever did. */
export async function becomeWriter({ store, now, rules }: World, writer: Writer): Promise<Answer> {
  return store.update(
    writer.waiting.slice(0, 1).map(({ order }) => order),
    {
      key: writer.key,
      update: 'SET fence = fence + :one, writer = :me, heldUntil = :until',
      condition: ownerless,
      values: { ':one': 1, ':me': writer.name, ':now': now(), ':until': now() + rules.leaseMs },
    },
  );
}

/** Takes the units of a whole batch and prolongs the lease, in one write. */
export async function writeBatch(
  { store, now, rules }: World,
  { key }: Writer,
  batch: readonly Waiting[],
  { fence, batch: last }: Owned,
): Promise<Answer> {
  return store.update(
    batch.map(({ order }) => order),
    {
      key,
      update: 'SET available = available - :units, batchNumber = :next, orders = :ids, heldUntil = :until',
      condition: `${stillOwner} AND ${nextInLine} AND ${enoughForAll}`,
      values: {
        ':units': batch.reduce((sum, { quantity }) => sum + quantity, 0),
        ':ids': batch.map(({ order }) => order.id).join(''),
        ':next': last + 1,
        ':last': last,
        ':fence': fence,
        ':until': now() + rules.leaseMs,
      },
    },
  );
}
