import { mkdir } from 'node:fs/promises';
import { Level } from 'level';
import type { Item } from './attribute';
import { type Table, applyChange, makeTable } from './table';

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** Where committed changes go. Calls that belong together are made without a wait between them: they become one batch. */
export interface Disk {
  putItem(table: string, key: string, item: Item | undefined): void;
  putTable(table: Table): void;
  dropTable(name: string, rows: Iterable<readonly [string, Item]>): void;
  /** @throws Error when a batch could not be written; the engine is then behind its disk and must not go on */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const noDisk: Disk = {
  putItem: () => undefined,
  putTable: () => undefined,
  dropTable: () => undefined,
  settled: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

type KeptTable = Pick<Table, 'description' | 'settings'>;

const tableKey = (name: string): string => `table~${name}`;
const itemKey = (table: string, key: string): string => `item-${table}~${key}`;

/**
 * Opens a folder and reads the tables in it.
 *
 * @throws Error one line, with the fix, when the folder is in use or cannot be read
 */
export async function openDisk(folder: string): Promise<{ disk: Disk; tables: Map<string, Table> }> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new Error(
      `cannot make the data folder ${folder}: ${(error as Error).message}; give another folder`,
      {
        cause: error,
      },
    );
  });
  const level = new Level<string, unknown>(folder, { valueEncoding: 'json' });
  await level.open().catch((error: unknown) => {
    throw new Error(`cannot open the data folder ${folder}: ${reasonOf(error)}`, { cause: error });
  });

  return { disk: writeBehind(level), tables: await readTables(level) };
}

function reasonOf(error: unknown): string {
  const { code, message } = ((error as Error).cause ?? error) as Error & { code?: string };
  if (code === 'LEVEL_LOCKED') return 'another process has it open; stop that one, or give another folder';
  if (code === 'LEVEL_CORRUPTION')
    return `it is damaged (${message}); give another folder, or remove this one`;
  return `${message}; give another folder`;
}

async function readTables(level: Level<string, unknown>): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for await (const [, value] of level.iterator({ gte: 'table~', lt: 'table~\uffff' })) {
    const { description, settings } = value as KeptTable;
    const table = makeTable(description, settings);
    const { TableName } = table.description;
    tables.set(TableName, table);
    for await (const [key, item] of level.iterator({
      gte: itemKey(TableName, ''),
      lt: itemKey(TableName, '\uffff'),
    })) {
      const row = key.slice(itemKey(TableName, '').length);
      applyChange({ table, key: row, before: undefined, after: item as Item });
    }
  }
  return tables;
}

/** One batch is under way at a time, so that batches reach the disk in order; what is committed meanwhile goes with the next. */
function writeBehind(level: Level<string, unknown>): Disk {
  let waiting: Operation[] = [];
  let next: Promise<void> | undefined;
  let last = Promise.resolve();

  const write = (operation: Operation): void => {
    waiting.push(operation);
    next ??= last = last.then(async () => {
      const batch = waiting;
      waiting = [];
      next = undefined;
      await level.batch(batch as never);
    });
    // whoever waits for `settled` is told; without one nobody is
    next.catch(() => undefined);
  };

  return {
    putItem: (table, key, item) => {
      write(
        item
          ? { type: 'put', key: itemKey(table, key), value: item }
          : { type: 'del', key: itemKey(table, key) },
      );
    },
    putTable: ({ description, settings }) => {
      write({ type: 'put', key: tableKey(description.TableName), value: { description, settings } });
    },
    dropTable: (name, rows) => {
      for (const [key] of rows) write({ type: 'del', key: itemKey(name, key) });
      write({ type: 'del', key: tableKey(name) });
    },
    settled: () => last,
    close: async () => {
      await last.catch(() => undefined);
      await level.close();
    },
  };
}
