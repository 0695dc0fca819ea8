import type { Item, Key } from './store';

/** A locked row: nobody else reads it for update or writes it until it is let go. */
export interface LockedRow {
  readonly item: Item;
  updateAndCommit(changes: Item): Promise<void>;
  rollback(): Promise<void>;
}

/** Row locks whose waiters stand in line, first come, first served. */
export interface RowLocks {
  /** Undefined when the deadline (milliseconds of the world's clock) passes first. */
  selectForUpdate(key: Key, deadline: number): Promise<LockedRow | undefined>;
}
