import { nextBatch, unitsOf, type Waiting } from './batch';
import { fetchMore, takenBefore } from './combined-shards';
import {
  batchOf,
  becomeWriter,
  makeWriter,
  ownedBy,
  writeBatch,
  type Owned,
  type Writer,
} from './combined-writer';
import { onePer } from './counter';
import type { Guard, Outcome, World } from './promise';
import type { Item } from './store';

/**
 * Combined: the orders that wait in one process share a write. While one write is on its way, the next batch gathers.
 * One process writes a counter (a lease with a fence sees to that), and the ids of the last batch are kept in the item:
 * a batch whose answer was lost, or whose writer died, is recognised and counts once.
 */
export function combined(world: World): Guard {
  const name = `${world.process.number}-${world.random().toString(36).slice(2)}`;
  const writerOf = onePer((sku) => makeWriter(world, sku, name));

  return {
    take: async (order, sku, quantity) => {
      if (!order.redelivered && world.soldOut.says(sku, quantity)) return 'sold out';
      if (order.redelivered && (await takenBefore(world, order, sku))) return 'taken';

      return new Promise((answer) => {
        const writer = writerOf(sku);
        writer.waiting.push({ order, quantity, answer });
        if (!writer.writing) void writeAll(world, writer);
      });
    },
  };
}

/** Writes batch after batch until nobody waits. */
async function writeAll(world: World, writer: Writer): Promise<void> {
  writer.writing = true;
  while (writer.waiting.length > 0) {
    if (writer.owned) await writeNext(world, writer, writer.owned);
    else await own(world, writer);
  }
  writer.writing = false;
}

async function own(world: World, writer: Writer): Promise<void> {
  const { waiting } = writer;
  const answer = await becomeWriter(world, writer);

  if (answer.kind === 'done') {
    writer.owned = ownedBy(answer.item);
    writer.lastSize = batchOf(answer.item).size;
    // the writer before may have died between its write and its answers
    settle(waiting, ({ order }) => order.redelivered && batchOf(answer.item).has(order.id), 'taken');
    return;
  }
  await world.sleep(world.random() * world.rules.longestRacePauseMs);
  settle(waiting, ({ order }) => world.now() - order.askedAt > world.rules.patienceMs, 'gave up');
}

/** Sends one batch until it is settled; where an answer was lost, the very same batch again. */
async function writeNext(world: World, writer: Writer, owned: Owned): Promise<void> {
  const paid = unitsOf(1, writer.lastSize);
  const units = await writer.pace.ready(paid);
  const batch = nextBatch(writer.waiting, { units, paid, left: owned.left });

  for (;;) {
    const answer = await writeBatch(world, writer, batch, owned);
    writer.pace.spend(unitsOf(batch.length, writer.lastSize));

    if (answer.kind === 'done') {
      taken(writer, batch, answer.item);
      return;
    }
    if (answer.kind === 'refused') return refused(world, writer, batch, { old: answer.old, owned });

    for (const { order } of batch) order.spent.trouble = answer.kind;
    await world.sleep(world.random() * world.rules.firstPauseMs);
  }
}

function taken(writer: Writer, batch: Waiting[], item: Item): void {
  writer.owned = ownedBy(item);
  writer.lastSize = batch.length;
  settle(batch, () => true, 'taken');
}

interface Refusal {
  readonly old: Item;
  readonly owned: Owned;
}

/** The store said no: to a batch it had taken already, to a writer that is none any more, or for want of stock. */
async function refused(
  world: World,
  writer: Writer,
  batch: Waiting[],
  { old, owned }: Refusal,
): Promise<void> {
  const found = ownedBy(old);
  if (found.fence === owned.fence && found.batch === owned.batch + 1) {
    taken(writer, batch, old);
    return;
  }
  if (found.fence !== owned.fence) settle(batch, ({ order }) => batchOf(old).has(order.id), 'taken');
  writer.waiting.unshift(...batch);
  writer.owned = found.fence === owned.fence ? found : undefined;
  if (writer.owned) await refuseShort(world, writer, batch, found);
}

/** Refuses whoever wants more than there is, unless another counter can give some. */
async function refuseShort(
  world: World,
  writer: Writer,
  batch: readonly Waiting[],
  found: Owned,
): Promise<void> {
  const isShort = ({ quantity }: Waiting) => quantity > found.left;
  if (!writer.waiting.some(isShort)) return;

  if (await fetchMore(world, writer, batch, found.fence)) {
    writer.owned = { ...found, left: Infinity };
    return;
  }
  const least = Math.min(...writer.waiting.filter(isShort).map(({ quantity }) => quantity));
  world.soldOut.learn(writer.sku, least);
  settle(writer.waiting, isShort, 'sold out');
}

/** Answers those of a list who are meant, and takes them off it. */
function settle(list: Waiting[], meant: (waiting: Waiting) => boolean, outcome: Outcome): void {
  const rest: Waiting[] = [];
  for (const waiting of list) {
    if (meant(waiting)) waiting.answer(outcome);
    else rest.push(waiting);
  }
  list.length = 0;
  for (const waiting of rest) list.push(waiting);
}
