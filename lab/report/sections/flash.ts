import type { Cell } from '../../cell';
import type { LabDocument, Race } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { figureOf, pair } from '../figure';
import { best, experimentOf, failed, guardWords, modelled, spoken } from '../reading';
import { count, dollars, figure, listed, percent, plural } from '../words';
import { comparison } from './comparison';
import { finishFigure, raceLegend, racePanels } from './flash-race';
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
      ? `A flash sale: ${count(first.load.buyers)} buyers, ${figure(first.load.perSecond)} a second, for ${plural(first.load.units, 'unit')}. Nearly all of them must be told “sold out”, so what a refusal costs decides. All of it in containers; functions are below.`
      : 'A flash sale: far more buyers than units.',
    findings: 'run by run',
    content:
      cells.length > 0 &&
      markup`${answersFigure(cells, races)}${finishFigure(document, cells, races)}${priceFigure(cells)}`,
  });
}

function answersFigure(cells: readonly Cell[], races: readonly Race[]): Html {
  const perSecond = Math.max(...cells.map(({ load }) => load.perSecond));

  return figureOf({
    id: 'flash-answers',
    finding: memoryFinding(cells),
    howToRead: races.length > 0 && raceLegend(),
    picture: races.length > 0 && racePanels(races, perSecond),
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

function memoryFinding(cells: readonly Cell[]): string {
  const remembering = cells.filter(({ soldOutMemory }) => soldOutMemory);
  const worst = best(
    cells.filter(({ soldOutMemory }) => !soldOutMemory),
    (cell) => -failed(cell),
  );
  if (!worst || failed(worst) === 0) return 'Who was told what, second by second';
  const loss = `Without the sold-out memory ${guardWords(worst)} left ${percent(failed(worst) / worst.load.buyers)} of the buyers without an answer`;
  if (remembering.length === 0) return `${loss}.`;

  const clean = remembering.filter((cell) => failed(cell) === 0).map(guardWords);
  const others = remembering.filter((cell) => failed(cell) > 0);
  const parts = [
    ...(clean.length > 0 ? [`${listed(clean)} answered everybody`] : []),
    ...others.map((cell) => `${guardWords(cell)} still left ${percent(failed(cell) / cell.load.buyers)}`),
  ];
  return `${loss}; with it ${listed(parts)}.`;
}

/** What the many refusals make of the price of a sale. */
function priceFigure(cells: readonly Cell[]): Html {
  const nameOf = spoken(cells);
  const priced = cells.filter(({ dollarsPerMillionSales }) => dollarsPerMillionSales !== null);
  const price = ({ dollarsPerMillionSales }: Cell) => dollarsPerMillionSales ?? 0;
  const [cheapest, dearest] = [best(priced, price), best(priced, (cell) => -price(cell))];
  const finding =
    cheapest && dearest && cheapest !== dearest
      ? `A million sales cost ${dollars(price(cheapest))} with ${nameOf(cheapest)}, ${dollars(price(dearest))} with ${nameOf(dearest)}: the sales pay for the refusals.`
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
