import { none } from '../../lab/guards/none';
import { cached } from '../../lab/guards/cached';
import { combined } from '../../lab/guards/combined';
import { conditional } from '../../lab/guards/conditional';
import { pessimistic } from '../../lab/guards/pessimistic';
import type { Recipe, World } from '../../lab/guards/promise';
import type { Store, Update } from '../../lab/guards/store';

/** Guards with one fault each: what somebody might write who did not know better. */
export const readThenWrite: Recipe = none;

export const withoutFence: Recipe = (world) =>
  pessimistic(
    withUpdates(world, (request) =>
      request.condition === 'fence = :fence' ? unconditional(request) : request,
    ),
  );

export const forgetsItsBatch: Recipe = (world) =>
  combined(
    withUpdates(world, (request) => ({ ...request, update: request.update.replace(', orders = :ids', '') })),
  );

export const forgetsItsMark: Recipe = (world) =>
  conditional(
    withUpdates(world, (request) => ({ ...request, update: request.update.replace(', #mark = :order', '') })),
  );

export const cacheGrants: Recipe = (world) => {
  const honest = cached(world);
  return {
    take: async (order, sku, quantity) =>
      (await world.gate.admit(sku, quantity)) === 'in' ? 'taken' : honest.take(order, sku, quantity),
  };
};

export const memoryGrants: Recipe = (world) => {
  const honest = conditional(world);
  let hasSold = false;
  return {
    take: async (order, sku, quantity) => {
      if (hasSold && !world.soldOut.says(sku, quantity)) return 'taken';
      const outcome = await honest.take(order, sku, quantity);
      hasSold ||= outcome === 'taken';
      return outcome;
    },
  };
};

function withUpdates(world: World, change: (request: Update) => Update): World {
  const store: Store = {
    ...world.store,
    update: (payer, request) => world.store.update(payer, change(request)),
  };
  return { ...world, store };
}

function unconditional({ key, update, values, names }: Update): Update {
  return { key, update, values, ...(names && { names }) };
}
