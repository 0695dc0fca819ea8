import { makeCounter, onePer } from './counter';
import type { Guard, World } from './promise';
import { stockOf } from './stock';

/** Conditional: one write that takes the units only where they are there. Nothing is read, nobody waits for a lock. */
export function conditional(world: World): Guard {
  const counterOf = onePer((sku) => makeCounter(world, stockOf(sku)));

  return {
    take: (order, sku, quantity) => counterOf(sku).take(order, quantity),
  };
}
