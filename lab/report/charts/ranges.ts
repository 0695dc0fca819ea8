import { markup, type Html } from '../../../lambda/http/markup';
import { lookOf } from '../look';
import { tick } from '../words';
import { drawingOf, levelAxis, px, type Box } from './drawing';
import { logScale, type Scale } from './scale';

/** A median, a 99th and a 99.9th percentile; null where nobody was measured. */
export interface Range {
  readonly name: string;
  readonly guard: string;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly label: string;
}

export interface RangeChart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly ranges: readonly Range[];
}

const WIDTH = 352;
const ROW = 36;

/** From the median (a dot) over the 99th percentile (a bar across) to the 99.9th (the end), on a log scale. */
export function rangeChart({ id, title, description, unit, ranges }: RangeChart): Html {
  const box = { left: 12, right: WIDTH - 12, top: 4, bottom: 4 + ranges.length * ROW };
  const values = ranges.flatMap(({ p50, p99, p999 }) => [p50 ?? 0, p99 ?? 0, p999 ?? 0]);
  const scale = logScale(values, { start: box.left, end: box.right });

  return drawingOf(
    { id, title, description, width: WIDTH, height: box.bottom + 40 },
    markup`${levelAxis({ scale, label: `${unit} (log scale)`, write: tick }, box)}${ranges.map((range, at) => rangeOf(range, { scale, box, top: box.top + at * ROW }))}`,
  );
}

function rangeOf(
  { name, guard, p50, p99, p999, label }: Range,
  { scale, box, top }: { scale: Scale; box: Box; top: number },
): Html {
  const middle = top + 25;

  return markup`<g class="${lookOf(guard).style}">
<text class="name" x="${px(box.left)}" y="${px(top + 13)}">${name} <tspan class="figure">${label}</tspan></text>
${
  p50 !== null &&
  p99 !== null &&
  p999 !== null &&
  markup`<path class="span" d="M${px(scale.at(p50))},${middle}H${px(scale.at(p999))}"/>
<path class="line" d="M${px(scale.at(p99))},${middle - 6}V${middle + 6}M${px(scale.at(p999))},${middle - 3}V${middle + 3}"/>
<path class="dot" d="${lookOf(guard).marker}" transform="translate(${px(scale.at(p50))},${middle})"/>`
}</g>
`;
}
