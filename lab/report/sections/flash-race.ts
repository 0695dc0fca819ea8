import type { Cell } from '../../cell';
import type { LabDocument, Race } from '../../document';
import { markup, raw, type Html } from '../../../lambda/http/markup';
import { barChart } from '../charts/bars';
import { answersPerSecond, racePanel } from '../charts/race';
import { figureOf, pair } from '../figure';
import { badge } from '../look';
import { countersNote, failed, guardWords, isSafe } from '../reading';
import { count, figure, listed } from '../words';
import { guardBars } from './guard-bars';

/** What buyers were told over the minute, a small picture for each guard. */
export function racePanels(races: readonly Race[], perSecond: number): Html {
  const seconds = Math.max(
    ...races.map(({ timeline }) => (answersPerSecond(timeline).length * timeline.stepMs) / 1_000),
  );

  return markup`${hatch}<div class="races">${races.map(
    (race, at) => markup`<div class="race">
<p>${badge(race.guard)} ${race.guard}<br/><span class="note">${race.soldOutMemory ? 'with memory' : 'no memory'}${race.counters && `, ${countersNote(race) ?? ''}`}</span></p>
${racePanel({
  id: `race-${at}`,
  title: `${nameOf(race)}: answers a second over time`,
  description: totals(race),
  timeline: race.timeline,
  seconds,
  most: perSecond * 1.5, // what comes in a second fits; a crowd that was kept waiting and is answered at once need not
})}</div>
`,
  )}</div>`;
}

/** Stripes, so that colour is not all that tells those who got no answer. */
const hatch = markup`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">${raw('<rect class="ground" width="5" height="5"/><rect class="stripe" width="1.6" height="5"/>')}</pattern></defs></svg>
`;

export function raceLegend(): Html {
  const key = (kind: string, words: string) =>
    markup`<span class="key"><svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true"><rect class="answer ${kind}" width="14" height="12"/></svg> ${words}</span>`;
  return markup`Answers a second over time, one upon the other: ${key('sold', 'sold')} ${key('refused', '“sold out”')} ${key('failed', 'no answer')} (throttled, or out of patience). “With memory” is with the sold-out memory. All panels have the same axes; what is higher is cut off.`;
}

function nameOf(race: Race): string {
  return [race.guard, race.soldOutMemory ? 'with memory' : undefined, countersNote(race)]
    .filter((word) => word !== undefined)
    .join(', ');
}

function totals({ timeline: { sold, refused, failed: lost } }: Race): string {
  const total = (steps: readonly number[]) => count(steps.reduce((sum, step) => sum + step, 0));
  return `${total(sold)} sold, ${total(refused)} told “sold out”, ${total(lost)} without an answer.`;
}

/** Who has sold everything first, and who left whom without an answer. */
export function finishFigure(
  document: LabDocument,
  cells: readonly Cell[],
  races: readonly Race[],
): Html | undefined {
  const finishes = races
    .filter(({ guard }) => isSafe(document, guard))
    .map((race) => ({ race, seconds: finish(race) }))
    .sort((a, b) => a.seconds - b.seconds);
  if (finishes.length === 0) return undefined;

  return figureOf({
    id: 'flash-race',
    finding: finishFinding(finishes),
    picture: pair(
      barChart({
        id: 'flash-race-seconds',
        title: 'Seconds until the last unit was sold',
        description: finishes.map(({ race, seconds }) => `${nameOf(race)}: ${figure(seconds)} s`).join('; '),
        unit: 'seconds until the last unit was sold',
        kind: 'linear',
        bars: finishes.map(({ race, seconds }) => ({
          name: nameOf(race),
          note: '',
          guard: race.guard,
          value: seconds,
          label: `${figure(seconds)} s`,
        })),
      }),
      guardBars(
        [...cells].sort((a, b) => failed(a) - failed(b)),
        {
          id: 'flash-race-lost',
          unit: 'buyers without an answer',
          value: failed,
          write: count,
          kind: 'linear',
        },
      ),
    ),
    table: {
      caption: 'When the last unit was sold',
      columns: ['guard', 'seconds'],
      rows: finishes.map(({ race, seconds }) => [nameOf(race), figure(seconds)]),
    },
  });
}

interface Finish {
  readonly race: Race;
  readonly seconds: number;
}

function finishFinding(finishes: readonly Finish[]): string {
  const [first, last] = [finishes[0], finishes[finishes.length - 1]];
  if (!first || !last || first.seconds === last.seconds) return 'How fast the stock goes';
  const at = (wanted: number) =>
    listed([
      ...new Set(finishes.filter(({ seconds }) => seconds === wanted).map(({ race }) => guardWords(race))),
    ]);
  return `The last unit was gone within ${figure(first.seconds)} s with ${at(first.seconds)}, within ${figure(last.seconds)} s with ${at(last.seconds)}.`;
}

/** The end of the last step with a sale in it. */
function finish({ timeline: { sold, stepMs } }: Race): number {
  const last = sold.reduce((latest, step, at) => (step > 0 ? at + 1 : latest), 0);
  return (last * stepMs) / 1_000;
}
