import type { Claim, Experiment } from '../document';
import { cellsIn } from './claim';
import { flashClaims, saturationClaims } from './limits';
import { rankClaims } from './ranks';

/** Everything published, or said by our earlier model, that the experiments that were run can be held against. */
export function claimsOn(experiments: readonly Experiment[]): Claim[] {
  const find = cellsIn(experiments);
  return [...saturationClaims(find), ...flashClaims(find), ...rankClaims(find, experiments)];
}
