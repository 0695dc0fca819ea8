import type { Creation, Payer, TransactionAnswer, Update } from '../guards/store';
import { itemBytes } from './item-size';
import { book } from './meter';
import { commit, effectOf, writeUnits, type Effect, type Till } from './single-writes';
import type { Row, Table } from './table';

type Member = Update | Creation;

interface Prepared {
  readonly row: Row;
  readonly effect: Effect;
  readonly units: number;
}

/** A transaction that holds its items until it is committed. */
export interface Pending {
  commit(): void;
}

export type Preparation = { readonly kind: 'prepared'; readonly pending: Pending } | TransactionAnswer;

/**
 * The first trip of a transaction: its conditions are judged, and its items are held until the second.
 * An item that another one holds cancels it. What a cancelled transaction has prepared is charged, its commit is not.
 */
export function prepare(table: Table, members: readonly Member[], payer: Payer, till: Till): Preparation {
  if (members.some((member) => 'key' in member && table.row(member.key).writes?.isEmpty()))
    return { kind: 'throttled' };

  const prepared = members.map((member): Prepared => {
    const row = table.row('create' in member ? member.create : member.key);
    const effect = 'create' in member ? creationOf(row, member) : effectOf(row, member);
    return { row, effect, units: writeUnits(row, effect, till.unitBytes) };
  });
  const units = prepared.reduce((sum, member) => sum + member.units, 0);

  if (!takeUnits(prepared)) return { kind: 'throttled' };
  book(till.meter, payer, units, 0);
  if (prepared.some(({ row }) => row.preparedBy)) return { kind: 'raced' };
  if (prepared.some(({ effect }) => !effect.holds))
    return {
      kind: 'refused',
      olds: prepared.map(({ row, effect }) => (effect.holds ? undefined : row.item)),
    };
  const commitFactor = till.transactionFactor - 1;
  if (!takeUnits(prepared, commitFactor)) return { kind: 'throttled' };

  const pending: Pending = {
    commit: () => {
      book(till.meter, payer, units * commitFactor, 0);
      for (const { row, effect } of prepared) {
        commit(row, effect);
        row.preparedBy = undefined;
      }
    },
  };
  for (const { row } of prepared) row.preparedBy = pending;
  return { kind: 'prepared', pending };
}

function creationOf(row: Row, { create }: Creation): Effect {
  const isNew = Object.keys(row.item).length === 0;
  return { holds: isNew, changes: isNew ? create : {}, bytes: isNew ? itemBytes(create) : row.bytes };
}

/** Takes the units of every item from its partition, or none at all. */
function takeUnits(prepared: readonly Prepared[], factor = 1): boolean {
  const short = prepared.findIndex(({ row, units }) => row.writes && !row.writes.take(units * factor));
  if (short === -1) return true;

  for (const { row, units } of prepared.slice(0, short)) row.writes?.giveBack(units * factor);
  return false;
}
