import type { Cell, NotRun } from './cell';
import type { Claim, Experiment, LabDocument, Speed } from './document';
import { figure } from './experiments/recipe';

type Row = readonly string[];

const heading: Row = [
  'guard', 'load', 'sold', 'sold/s', 'p50 ms', 'p99 ms', 'p999 ms', 'refused', 'p99 ms', 'errors', 'gave up',
  'oversold', 'undersold', 'calls', 'write u/sale', 'read u/sale', 'u/refusal', '$/M sales', 'inversions',
]; // prettier-ignore

/** The lab's result as text: a table for each experiment, what it says, and what was published. */
export function tablesOf({ experiments, claims, comparisons, speeds }: LabDocument): string {
  return [
    ...experiments.flatMap((experiment) => [
      '',
      experiment.name.toUpperCase(),
      aligned([heading, ...experiment.cells.map(rowOf)]),
      ...sentences(experiment),
    ]),
    ...claimsBy(claims, 'a publication', 'PUBLISHED, AND HERE'),
    ...claimsBy(claims, 'our earlier model', 'OUR EARLIER MODEL, NOT PUBLISHED, AND HERE'),
    ...(comparisons.length > 0
      ? [
          '',
          'MODEL AGAINST ENGINE (the model with the latencies measured on the engine; of rates only the ranks, for they are this machine’s)',
          aligned([
            ['guard', 'at once', 'measure', 'model', 'engine', 'difference', 'no evidence, because'],
            ...comparisons.map(comparisonRow),
            ...speeds.map(speedRow),
          ]),
          ...new Set(
            comparisons.flatMap(({ guard, why }) => (why === undefined ? [] : [`- ${guard}: ${why}`])),
          ),
        ]
      : []),
  ].join('\n');
}

function sentences({ findings, crossings = [] }: Experiment): string[] {
  const marks = crossings.map((crossing) =>
    'at' in crossing
      ? `crossing in ${crossing.metric}: ${figure(crossing.at)} buyers at once (${figure(crossing.low)} to ${figure(crossing.high)}, 95 % over ${crossing.seeds} seeds)`
      : `no crossing in ${crossing.metric}`,
  );
  return [...marks, ...findings].map((sentence) => `- ${sentence}`);
}

function rowOf(cell: Cell | NotRun): Row {
  if ('notRun' in cell) return [`${cell.guard} (${cell.backend})`, `not run: ${cell.notRun}`];
  const { guard, soldOutMemory, backend, runtime, variant, counters, load, success, refusal } = cell;
  const marks = [
    soldOutMemory ? '+ memory' : '',
    backend === 'engine' ? 'engine' : runtime === 'containers' ? '' : runtime,
    variant ?? '',
    counters === undefined ? '' : `counters ${counters}`,
  ].filter((mark) => mark !== '');

  return [
    [guard, ...marks].join(' · '),
    `${figure(load.buyers)} for ${figure(load.units)}, ${load.atOnce === undefined ? `${figure(load.perSecond)}/s` : `${load.atOnce} at once`}`,
    ...[
      cell.sold,
      cell.soldPerSecond,
      success.p50Ms,
      success.p99Ms,
      success.p999Ms,
      cell.refused,
      refusal.p99Ms,
    ],
    ...[cell.throttled, cell.gaveUp, cell.oversold, cell.undersold, cell.attempts],
    ...[cell.writeUnitsPerSale, cell.readUnitsPerSale, cell.writeUnitsPerRefusal],
    ...[cell.dollarsPerMillionSales, cell.orderInversions],
  ].map((value) => (typeof value === 'string' ? value : value === null ? '–' : figure(value)));
}

function claimsBy(claims: LabDocument['claims'], by: Claim['by'], title: string): string[] {
  const theirs = claims.filter((claim) => claim.by === by);
  return theirs.length > 0 ? ['', title, ...theirs.map(claimLine)] : [];
}

function claimLine({
  claim,
  source,
  expected,
  measured,
  difference,
  agrees,
  why,
}: LabDocument['claims'][number]): string {
  const apart = difference === null ? '' : ` (${percent(difference)})`;
  return `- ${agrees ? 'agrees' : 'DIFFERS'}: ${claim}: expected ${expected}, here ${measured}${apart}; ${why} [${source}]`;
}

function comparisonRow({
  guard,
  atOnce,
  measure,
  model,
  engine,
  difference,
  fixed = '',
}: LabDocument['comparisons'][number]): Row {
  const apart = difference === null ? '' : percent(difference);
  return [guard, String(atOnce), measure, figure(model), figure(engine), apart, fixed];
}

function speedRow({ guard, atOnce, model, engine }: Speed): Row {
  return [guard, String(atOnce), 'sales a second', figure(model), figure(engine), '', 'only the ranks count'];
}

function percent(share: number): string {
  return `${share > 0 ? '+' : ''}${figure(share * 100)} %`;
}

/** The first two columns to the left, numbers to the right. */
function aligned(rows: readonly Row[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const wide = rows.filter((row) => row.length === columns);
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...wide.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
