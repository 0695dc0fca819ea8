import type { LabDocument, Speed } from '../document';
import { locks, type Lock } from './duel';
import { isSafe } from './reading';
import { count, figure, listed, sentence } from './words';

/** The guards by the sales of one side, the fastest first, before so many buyers at once. */
export function rankingOf(
  { speeds, ...document }: LabDocument,
  atOnce: number,
  side: 'model' | 'engine',
): string {
  return speeds
    .filter((speed) => speed.atOnce === atOnce)
    .sort((a, b) => b[side] - a[side])
    .map(({ guard, ...of }) => {
      const warning = isSafe({ speeds, ...document }, guard) ? '' : ', oversells';
      return `${guard} (${figure(of[side])}${warning})`;
    })
    .join(', ');
}

/** Which of the two locks sold more on the engine, and in the model that was given the engine's latencies. */
export function engineSentence({ speeds }: LabDocument): string | undefined {
  const engine = leadersOf(speeds, 'engine');
  if (engine.length === 0) return undefined;
  const [onEngine, inModel] = [engine, leadersOf(speeds, 'model')].map(inWords);
  return onEngine === inModel
    ? `${sentence(onEngine ?? '')} on the lab’s engine, and in the model with that engine’s latencies.`
    : `${sentence(onEngine ?? '')} on the lab’s engine; in the model with that engine’s latencies ${inModel ?? ''}.`;
}

interface Leader {
  readonly atOnce: number;
  readonly lock: Lock;
}

function leadersOf(speeds: readonly Speed[], side: 'model' | 'engine'): readonly Leader[] {
  return crowdsOf(speeds).flatMap((atOnce) => {
    const [optimistic, pessimistic] = locks.map(
      (lock) => speeds.find((speed) => speed.guard === lock && speed.atOnce === atOnce)?.[side],
    );
    if (optimistic === undefined || pessimistic === undefined || optimistic === pessimistic) return [];
    return [{ atOnce, lock: optimistic > pessimistic ? 'optimistic' : 'pessimistic' }];
  });
}

export function crowdsOf(speeds: readonly Speed[]): readonly number[] {
  return [...new Set(speeds.map(({ atOnce }) => atOnce))].sort((a, b) => a - b);
}

/** `pessimistic sold more with 10 and 30 buyers at once, optimistic with 100`. */
function inWords(leaders: readonly Leader[]): string {
  const parts = locks.flatMap((lock) => {
    const crowds = leaders.filter((leader) => leader.lock === lock).map(({ atOnce }) => count(atOnce));
    return crowds.length > 0 ? [{ lock, crowds: listed(crowds) }] : [];
  });
  return parts
    .map(({ lock, crowds }, at) =>
      at === 0 ? `${lock} sold more with ${crowds} buyers at once` : `${lock} with ${crowds}`,
    )
    .join(', ');
}
