import type { Item } from './attribute';

const FULL = 512;

/** Where an item is held: replacing it needs no search for its place. */
interface Slot {
  item: Item;
}

interface Block {
  readonly keys: string[];
  readonly slots: Slot[];
}

/** Where a walk starts and ends; keys are compared as text, the bounds as written. */
export interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

/** Items in the order of their keys, in blocks small enough that an insertion moves little. */
export interface Rows {
  readonly size: number;
  get(key: string): Item | undefined;
  set(key: string, item: Item): void;
  delete(key: string): void;
  walk(range?: Range): Generator<readonly [string, Item]>;
}

export function makeRows(): Rows {
  const blocks: Block[] = [{ keys: [], slots: [] }];
  const byKey = new Map<string, Slot>();

  /** The last block whose first key is not above the key. */
  const blockOf = (key: string): number => {
    let low = 0;
    for (let high = blocks.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle]?.keys[0] ?? '') <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const set = (key: string, item: Item): void => {
    const held = byKey.get(key);
    if (held) {
      held.item = item;
      return;
    }
    const at = blockOf(key);
    const block = blocks[at];
    if (!block) return;

    const slot = { item };
    const place = placeOf(block.keys, key);
    block.keys.splice(place, 0, key);
    block.slots.splice(place, 0, slot);
    if (block.keys.length > FULL) blocks.splice(at + 1, 0, upperHalf(block));
    byKey.set(key, slot);
  };

  const remove = (key: string): void => {
    if (!byKey.delete(key)) return;
    const at = blockOf(key);
    const block = blocks[at];
    if (!block) return;

    const place = placeOf(block.keys, key);
    block.keys.splice(place, 1);
    block.slots.splice(place, 1);
    if (block.keys.length === 0 && blocks.length > 1) blocks.splice(at, 1);
  };

  return {
    get size() {
      return byKey.size;
    },
    get: (key) => byKey.get(key)?.item,
    set,
    delete: remove,
    walk: (range = {}) => (range.reverse ? walkDown(blocks, range, blockOf) : walkUp(blocks, range, blockOf)),
  };
}

function upperHalf(block: Block): Block {
  const middle = block.keys.length >> 1;
  return { keys: block.keys.splice(middle), slots: block.slots.splice(middle) };
}

/** The first place whose key is not below the key. */
function placeOf(keys: readonly string[], key: string): number {
  let low = 0;
  for (let high = keys.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isBelow = (key: string, { gt, gte }: Range): boolean =>
  (gt !== undefined && key <= gt) || (gte !== undefined && key < gte);

const isAbove = (key: string, { lt, lte }: Range): boolean =>
  (lt !== undefined && key >= lt) || (lte !== undefined && key > lte);

function* walkUp(
  blocks: readonly Block[],
  range: Range,
  blockOf: (key: string) => number,
): Generator<readonly [string, Item]> {
  const start = range.gt ?? range.gte ?? '';
  for (let at = blockOf(start); at < blocks.length; at += 1) {
    const { keys, slots } = blocks[at] as Block;
    for (let place = placeOf(keys, start); place < keys.length; place += 1) {
      const key = keys[place] as string;
      if (isAbove(key, range)) return;
      if (!isBelow(key, range)) yield [key, (slots[place] as Slot).item];
    }
  }
}

function* walkDown(
  blocks: readonly Block[],
  range: Range,
  blockOf: (key: string) => number,
): Generator<readonly [string, Item]> {
  const start = range.lt ?? range.lte;
  for (let at = start === undefined ? blocks.length - 1 : blockOf(start); at >= 0; at -= 1) {
    const { keys, slots } = blocks[at] as Block;
    for (let place = keys.length - 1; place >= 0; place -= 1) {
      const key = keys[place] as string;
      if (isBelow(key, range)) return;
      if (!isAbove(key, range)) yield [key, (slots[place] as Slot).item];
    }
  }
}
