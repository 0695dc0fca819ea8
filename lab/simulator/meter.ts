import type { Payer } from '../guards/store';

/** What a run has used. */
export interface Meter {
  writeUnits: number;
  readUnits: number;
  /** Calls sent to the store, those that were tried again included. */
  calls: number;
}

export function newMeter(): Meter {
  return { writeUnits: 0, readUnits: 0, calls: 0 };
}

/** Books units on the run and on the orders that caused them, in equal parts. */
export function book(meter: Meter, payer: Payer, writeUnits: number, readUnits: number): void {
  meter.writeUnits += writeUnits;
  meter.readUnits += readUnits;
  if (!('length' in payer)) {
    payer.spent.writeUnits += writeUnits;
    payer.spent.readUnits += readUnits;
    return;
  }
  for (const { spent } of payer) {
    spent.writeUnits += writeUnits / payer.length;
    spent.readUnits += readUnits / payer.length;
  }
}
