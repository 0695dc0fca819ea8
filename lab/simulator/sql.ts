import type { LockedRow, RowLocks } from '../guards/row-locks';
import type { Answer, Item, Key, Store } from '../guards/store';
import type { Settings } from '../settings';
import type { Clock } from './clock';
import type { Meter } from './meter';
import type { Random } from './random';
import { commit, effectOf } from './single-writes';
import type { Row, Table } from './table';
import { makeTurns, type Turns } from './turns';

/** A SQL database with few cores, few connections, a durable commit, and row locks whose waiters stand in line. */
export interface Sql {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly table: Table;
  readonly meter: Meter;
  readonly connections: Turns;
  readonly cores: Turns;
  readonly locks: Map<Row, Turns>;
}

export function makeSql(surroundings: Pick<Sql, 'clock' | 'random' | 'settings' | 'table' | 'meter'>): Sql {
  const { clock, random, settings, table, meter } = surroundings;
  const connections = makeTurns(settings.sql.connections);
  const cores = makeTurns(settings.sql.cores);
  return { clock, random, settings, table, meter, connections, cores, locks: new Map() };
}

/**
 * The optimistic guard's statements, each a transaction of its own.
 * A conditional UPDATE waits for the row's lock, and then finds what the one before it has left.
 */
export function sqlStore(sql: Sql): Store {
  return {
    get: async (_payer, key) => {
      await turn(sql.connections);
      const item = await statement(sql, () => rowOf(sql, key).item);
      sql.connections.leave();
      return item;
    },

    update: async (_payer, request): Promise<Answer> => {
      const row = rowOf(sql, request.key);
      await turn(sql.connections);
      await statement(sql, () => undefined);
      await turn(lockOf(sql, row));
      const effect = effectOf(row, request);
      if (effect.holds) await flush(sql);
      const answer: Answer = effect.holds
        ? { kind: 'done', item: commit(row, effect) }
        : { kind: 'refused', old: row.item };
      lockOf(sql, row).leave();
      sql.connections.leave();
      return answer;
    },

    transact: () => Promise.reject(new Error('the SQL model has no transaction of several rows')),
  };
}

/** SELECT … FOR UPDATE, UPDATE, COMMIT: three trips, and the lock is held from the first to the last. */
export function sqlRows(sql: Sql): RowLocks {
  return {
    selectForUpdate: async (key, deadline): Promise<LockedRow | undefined> => {
      await turn(sql.connections);
      if (sql.clock.now() > deadline) {
        sql.connections.leave();
        return undefined;
      }
      const row = rowOf(sql, key);
      const item = await statement(sql, () => row.item, row);
      const letGo = () => {
        lockOf(sql, row).leave();
      };
      const comeHome = async () => {
        await halfTrip(sql);
        sql.connections.leave();
      };
      return {
        item,
        updateAndCommit: async (changes) => {
          await statement(sql, () => undefined);
          await halfTrip(sql);
          await flush(sql);
          row.item = { ...row.item, ...changes };
          letGo();
          await comeHome();
        },
        rollback: async () => {
          await halfTrip(sql);
          letGo();
          await comeHome();
        },
      };
    },
  };
}

function rowOf({ table }: Sql, key: Key): Row {
  return table.row(key);
}

function lockOf({ locks }: Sql, row: Row): Turns {
  const known = locks.get(row);
  if (known) return known;
  const fresh = makeTurns(1);
  locks.set(row, fresh);
  return fresh;
}

function turn(turns: Turns): Promise<void> {
  return new Promise((enter) => turns.wait(enter));
}

function pass({ clock }: Sql, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}

function halfTrip(sql: Sql): Promise<void> {
  return pass(sql, sql.settings.sql.networkMs / 2);
}

/** A trip with the work of one core in it; a row that it locks is waited for in the database, not on the way there. */
async function statement<T extends Item | undefined>(sql: Sql, look: () => T, locks?: Row): Promise<T> {
  const { statementMs } = sql.settings.sql;
  sql.meter.calls += 1;
  await halfTrip(sql);
  if (locks) await turn(lockOf(sql, locks));
  await turn(sql.cores);
  await pass(sql, sql.random.logNormal(statementMs, sql.settings.dynamodb.latencySigma));
  sql.cores.leave();
  const seen = look();
  await halfTrip(sql);
  return seen;
}

function flush(sql: Sql): Promise<void> {
  return pass(sql, sql.random.logNormal(sql.settings.sql.commitMs, sql.settings.dynamodb.latencySigma));
}
