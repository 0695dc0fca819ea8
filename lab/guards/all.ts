import { cached } from './cached';
import { combined } from './combined';
import { conditional } from './conditional';
import { none } from './none';
import { optimistic } from './optimistic';
import { pessimistic } from './pessimistic';
import type { Recipe } from './promise';
import { sharded } from './sharded';
import { transaction } from './transaction';

export const guardNames = [
  'none',
  'optimistic',
  'pessimistic',
  'conditional',
  'transaction',
  'sharded',
  'combined',
  'cached',
] as const;

export type GuardName = (typeof guardNames)[number];

/** Every way of guarding stock that the lab compares. */
export const recipes: Readonly<Record<GuardName, Recipe>> = {
  none,
  optimistic,
  pessimistic,
  conditional,
  transaction,
  sharded,
  combined,
  cached,
};
