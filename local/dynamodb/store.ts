import { equalItems } from './attribute';
import { type ChangeRecord, recordOf, sequenceText } from './change-record';
import type { Disk } from './disk';
import { tableNotFound } from './failure';
import { type Streams, makeStreams } from './streams';
import { type Change, type Table, applyChange } from './table';

type Listener = (record: ChangeRecord) => void;

/** Everything the engine holds. One thread and no wait between reading and committing: what runs is alone. */
export interface Store {
  readonly tables: Map<string, Table>;
  readonly streams: Streams;
  /** Makes changes true together: in memory at once, on disk as one batch, then to the listeners, in order. */
  commit(changes: readonly Change[]): void;
  /** Keeps what a table is, or forgets the table and its items. */
  keep(table: Table): void;
  forget(name: string): void;
  onChange(table: string, listener: Listener): () => void;
  /** Resolves once all that was committed so far is on disk. */
  settled(): Promise<void>;
}

export function makeStore(disk: Disk, tables: Map<string, Table>): Store {
  const listeners = new Map<string, Set<Listener>>();
  // starts at the clock, so that sequence numbers go on rising after a restart
  let sequence = Date.now() * 1000;
  const streams = makeStreams();
  for (const { description } of tables.values()) streams.follow(description, sequenceText(sequence));

  const commit = (changes: readonly Change[]): void => {
    const real = changes.filter(isReal);
    for (const change of real) {
      applyChange(change);
      disk.putItem(change.table.description.TableName, change.key, change.after);
    }

    const now = new Date();
    for (const change of real) {
      sequence += 1;
      const { TableName } = change.table.description;
      const heard = listeners.get(TableName);
      if (!heard?.size && !streams.isOpen(TableName)) continue;
      const record = recordOf(change, sequence, now);
      streams.append(TableName, record);
      for (const listener of heard ?? []) listener(record);
    }
  };

  const onChange = (table: string, listener: Listener): (() => void) => {
    const heard = listeners.get(table) ?? new Set();
    listeners.set(table, heard.add(listener));
    return () => void heard.delete(listener);
  };

  return {
    tables,
    commit,
    streams,
    keep: (table) => {
      tables.set(table.description.TableName, table);
      streams.follow(table.description, sequenceText(sequence));
      disk.putTable(table);
    },
    forget: (name) => {
      streams.end(name);
      disk.dropTable(name, tables.get(name)?.rows.walk() ?? []);
      tables.delete(name);
    },
    onChange,
    settled: () => disk.settled(),
  };
}

/** A write that leaves an item as it was is no change: AWS writes no stream record for it either. */
function isReal({ before, after }: Change): boolean {
  return before !== after && !(before && after && equalItems(before, after));
}

/** @throws Failure ResourceNotFoundException */
export function tableOf(store: Store, name: string, named = false): Table {
  const table = store.tables.get(name);
  if (!table) throw tableNotFound(named ? name : undefined);
  return table;
}
