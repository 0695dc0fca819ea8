import type { Cell } from '../cell';
import type { LabDocument } from '../document';
import { failed, modelled } from './reading';
import { count, plural } from './words';

/** What is found in containers need not hold on functions: what the same guard did there. */
export function runtimeCaveat(document: LabDocument, { guard, soldOutMemory, counters }: Cell): string {
  const there = functionCells(document).find(
    (cell) => cell.guard === guard && cell.soldOutMemory === soldOutMemory && cell.counters === counters,
  );
  if (!there) return 'That was run in containers only.';

  const { sold, load } = there;
  const lost = failed(there);
  const errors = lost === 0 ? 'nobody' : plural(lost, 'buyer');
  return `That holds in containers: on functions the same guard sold ${count(sold)} of ${plural(load.units, 'unit')} to ${plural(load.buyers, 'buyer')}, and ${errors} went without an answer.`;
}

export function functionCells(document: LabDocument): readonly Cell[] {
  return modelled(document, 'functions').filter(({ runtime }) => runtime === 'lambda');
}
