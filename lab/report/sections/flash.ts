import type { Cell } from '../../cell';
import type { LabDocument, Race } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { barChart } from '../charts/bars';
import { longest, racePanel } from '../charts/race';
import { figureOf, pair } from '../figure';
import { best, experimentOf, failed, isSafe, modelled, namer } from '../reading';
import { badge } from '../look';
import { count, dollars, figure, listed, percent, plural } from '../words';
import { comparison } from './comparison';
import { guardBars } from './guard-bars';
import { sectionOf } from './section';

/** Far more buyers than units. */
export function flash(document: LabDocument): Html | undefined {
  const cells = modelled(document, 'flash');
  const races = experimentOf(document, 'flash')?.races ?? [];
  const first = cells[0];

  return sectionOf(document, {
    name: 'flash',
    question: 'What happens when everyone comes at once?',
    about: first
      ? `A flash sale: ${count(first.load.buyers)} buyers, ${figure(first.load.perSecond)} a second, for ${plural(first.load.units, 'unit')}. Nearly all of them must be told “sold out”, so what a refusal costs decides.`
      : 'A flash sale: far more buyers than units.',
    findings: 'run by run',
    content:
      cells.length > 0 &&
      markup`${answersFigure(cells, races)}${races.length > 0 && raceFigure(document, races)}${priceFigure(cells)}`,
  });
}

function nameOfRace({ guard, soldOutMemory, variant }: Race): string {
  return [guard, variant, soldOutMemory && 'with memory']
    .filter((word) => typeof word === 'string')
    .join(', ');
}

function answersFigure(cells: readonly Cell[], races: readonly Race[]): Html {
  const bare = cells.filter(({ soldOutMemory }) => !soldOutMemory);
  const remembering = cells.filter(({ soldOutMemory }) => soldOutMemory);

  return figureOf({
    id: 'flash-answers',
    finding: memoryFinding(bare, remembering),
    howToRead: legend(),
    picture: markup`${races.length > 0 && markup`<div class="races">${panels(races)}</div>`}`,
    table: comparison('The flash sale', cells, [
      'sold',
      'oversold',
      'refused',
      'throttled',
      'gave up',
      'p99 of a sale',
      'p99 of a refusal',
      'write units a refusal',
      '$ per million sales',
    ]),
  });
}

function memoryFinding(bare: readonly Cell[], remembering: readonly Cell[]): string {
  const worst = best(bare, (cell) => -failed(cell));
  if (!worst || failed(worst) === 0) return 'Every guard answered every buyer.';
  const loss = `Without the sold-out memory ${worst.guard} left ${count(failed(worst))} of ${count(worst.load.buyers)} buyers without an answer (${percent(failed(worst) / worst.load.buyers)})`;
  if (remembering.length === 0) return `${loss}.`;

  const most = Math.max(...remembering.map(failed));
  return most === 0
    ? `${loss}; with it every guard answered everybody.`
    : `${loss}; with it no guard left more than ${count(most)}.`;
}

function legend(): Html {
  const key = (kind: string, words: string) =>
    markup`<span class="key"><svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true"><rect class="answer ${kind}" width="14" height="12"/></svg> ${words}</span>`;
  return markup`Answers a second over time, one upon the other: ${key('sold', 'sold')} ${key('refused', '“sold out”')} ${key('failed', 'no answer (throttled, or out of patience)')} All panels have the same axes.`;
}

function panels(races: readonly Race[]): readonly Html[] {
  const seconds = Math.max(...races.map(({ timeline }) => (longest(timeline) * timeline.stepMs) / 1_000));
  const rates = races.flatMap(({ timeline: { sold, refused, failed, stepMs } }) =>
    Array.from(
      { length: longest({ stepMs, sold, refused, failed }) },
      (_, at) => ((sold[at] ?? 0) + (refused[at] ?? 0) + (failed[at] ?? 0)) * (1_000 / stepMs),
    ),
  );
  const most = Math.max(...rates);

  return races.map((race, at) => {
    const name = nameOfRace(race);
    const total = (steps: readonly number[]) => count(steps.reduce((sum, step) => sum + step, 0));
    const { sold, refused, failed } = race.timeline;
    return markup`<div class="race"><p>${badge(race.guard)} ${name}</p>${racePanel({
      id: `race-${at}`,
      title: `${name}: answers a second over time`,
      description: `${total(sold)} sold, ${total(refused)} told “sold out”, ${total(failed)} without an answer.`,
      timeline: race.timeline,
      seconds,
      most,
    })}</div>`;
  });
}

/** Who has sold everything first. */
function raceFigure(document: LabDocument, races: readonly Race[]): Html {
  const finishes = races
    .filter(({ guard }) => isSafe(document, guard))
    .map((race) => ({ race, seconds: finish(race) }))
    .sort((a, b) => a.seconds - b.seconds);
  const finding = raceFinding(finishes);

  return figureOf({
    id: 'flash-race',
    finding,
    picture: pair(
      barChart({
        id: 'flash-race-seconds',
        title: 'Seconds until the last unit was sold',
        description: finding,
        unit: 'seconds until the last unit was sold',
        kind: 'linear',
        bars: finishes.map(({ race, seconds }) => ({
          name: nameOfRace(race),
          note: '',
          guard: race.guard,
          value: seconds,
          label: `${figure(seconds)} s`,
        })),
      }),
    ),
    table: {
      caption: 'When the last unit was sold',
      columns: ['guard', 'seconds'],
      rows: finishes.map(({ race, seconds }) => [nameOfRace(race), figure(seconds)]),
    },
  });
}

interface Finish {
  readonly race: Race;
  readonly seconds: number;
}

function raceFinding(finishes: readonly Finish[]): string {
  const [first, last] = [finishes[0], finishes[finishes.length - 1]];
  if (!first || !last || first.seconds === last.seconds) return 'How fast the stock goes';
  const winners = finishes.filter(({ seconds }) => seconds === first.seconds).map(({ race }) => race.guard);
  return `The last unit was gone within ${figure(first.seconds)} s with ${listed([...new Set(winners)])}, within ${figure(last.seconds)} s with ${last.race.guard}.`;
}

/** The end of the last step with a sale in it. */
function finish({ timeline: { sold, stepMs } }: Race): number {
  const last = sold.reduce((latest, step, at) => (step > 0 ? at + 1 : latest), 0);
  return (last * stepMs) / 1_000;
}

/** What the many refusals make of the price of a sale. */
function priceFigure(cells: readonly Cell[]): Html {
  const nameOf = namer(cells);
  const priced = cells.filter(({ dollarsPerMillionSales }) => dollarsPerMillionSales !== null);
  const price = ({ dollarsPerMillionSales }: Cell) => dollarsPerMillionSales ?? 0;
  const [cheapest, dearest] = [best(priced, price), best(priced, (cell) => -price(cell))];
  const finding =
    cheapest && dearest && cheapest !== dearest
      ? `A million sales cost ${dollars(price(cheapest))} with ${nameOf(cheapest)}, ${dollars(price(dearest))} with ${nameOf(dearest)}: the refusals are paid by the sales.`
      : 'What a million sales cost';

  return figureOf({
    id: 'flash-price',
    finding,
    picture: pair(
      guardBars(cells, {
        id: 'flash-dollars',
        unit: '$ per million sales',
        value: ({ dollarsPerMillionSales }) => dollarsPerMillionSales,
        write: dollars,
      }),
      guardBars(cells, {
        id: 'flash-units',
        unit: 'write units a refusal',
        value: ({ writeUnitsPerRefusal }) => writeUnitsPerRefusal,
      }),
    ),
    table: comparison('The price of the flash sale', cells, [
      'write units a sale',
      'write units a refusal',
      '$ per million sales',
    ]),
  });
}
