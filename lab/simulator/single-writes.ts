import type { Answer, Item, Payer, Update } from '../guards/store';
import { attributeBytes } from './item-size';
import { compileCondition, type Condition } from './expressions/condition';
import { applied, compileUpdate, type Changes, type CompiledUpdate } from './expressions/update';
import type { Scope } from './expressions/words';
import { book, type Meter } from './meter';
import type { Row } from './table';

interface Compiled {
  readonly condition: Condition | undefined;
  readonly update: CompiledUpdate;
}

const noNames = {};
const compiled = new Map<string, Compiled>();

function compile({ update, condition }: Update): Compiled {
  const text = condition === undefined ? update : `${update} IF ${condition}`;
  const known = compiled.get(text);
  if (known) return known;

  const fresh = {
    condition: condition === undefined ? undefined : compileCondition(condition),
    update: compileUpdate(update),
  };
  compiled.set(text, fresh);
  return fresh;
}

/** What a write would do to an item. */
export interface Effect {
  /** Whether its condition holds. */
  readonly holds: boolean;
  readonly changes: Changes;
  /** Bytes of the item after it; after a refusal those before it. */
  readonly bytes: number;
}

export function effectOf(row: Row, request: Update): Effect {
  const { condition, update } = compile(request);
  const scope: Scope = { item: row.item, values: request.values, names: request.names ?? noNames };
  if (condition && !condition(scope)) return { holds: false, changes: noNames, bytes: row.bytes };

  const changes = update(scope);
  let { bytes } = row;
  for (const name in changes)
    bytes += attributeBytes(name, changes[name]) - attributeBytes(name, row.item[name]);
  return { holds: true, changes, bytes };
}

export function commit(row: Row, { changes, bytes }: Effect): Item {
  row.item = applied(row.item, changes);
  row.bytes = bytes;
  return row.item;
}

/** Each started kilobyte of the larger item, before or after; a failed condition costs what a success would. */
export function writeUnits(row: Row, { bytes }: Effect, unitBytes: number): number {
  return Math.max(1, Math.ceil(Math.max(row.bytes, bytes) / unitBytes));
}

/** An UpdateItem at the moment when the partition serves it. */
export function serveUpdate(row: Row, request: Update, payer: Payer, { meter, unitBytes }: Till): Answer {
  if (row.preparedBy) return { kind: 'raced' };
  if (row.writes && !row.writes.take(1)) return { kind: 'throttled' };

  const effect = effectOf(row, request);
  const units = writeUnits(row, effect, unitBytes);
  if (units > 1 && row.writes && !row.writes.take(units - 1)) {
    row.writes.giveBack(1);
    return { kind: 'throttled' };
  }
  book(meter, payer, units, 0);
  return effect.holds ? { kind: 'done', item: commit(row, effect) } : { kind: 'refused', old: row.item };
}

/** Where units are counted. */
export interface Till {
  readonly meter: Meter;
  readonly unitBytes: number;
  /** How many times the units of a plain write a transaction costs. */
  readonly transactionFactor: number;
}
