import { markup, type Html } from '../../../lambda/http/markup';
import { lookOf } from '../look';
import { tick } from '../words';
import { drawingOf, levelAxis, px, type Box } from './drawing';
import { linearScale, logScale, type Scale } from './scale';

export interface Bar {
  readonly name: string;
  readonly guard: string;
  /** Null where there is nothing to draw; `label` says why. */
  readonly value: number | null;
  readonly label: string;
}

export interface BarChart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'log' | 'linear';
  readonly bars: readonly Bar[];
}

const WIDTH = 352;
const ROW = 38;
/** Room at the right end for the label of the longest bar. */
const LABEL = 74;

/** Lying bars, each under its name and with its figure at its end. One width serves phones and, in pairs, wide pages. */
export function barChart({ id, title, description, unit, kind, bars }: BarChart): Html {
  const box = { left: 8, right: WIDTH - LABEL, top: 4, bottom: 4 + bars.length * ROW };
  const values = bars.flatMap(({ value }) => (value === null ? [] : [value]));
  const across = { start: box.left, end: box.right };
  const scale = kind === 'log' ? logScale(values, across) : linearScale(values, across);

  return drawingOf(
    { id, title, description, width: WIDTH, height: box.bottom + 40 },
    markup`${levelAxis({ scale, label: kind === 'log' ? `${unit} (log scale)` : unit, write: tick }, box)}${bars.map((bar, at) => barOf(bar, { scale, box, top: box.top + at * ROW }))}`,
  );
}

function barOf(
  { name, guard, value, label }: Bar,
  { scale, box, top }: { scale: Scale; box: Box; top: number },
): Html {
  const { style, marker } = lookOf(guard);
  const length = value === null ? 0 : scale.at(value) - box.left;

  return markup`<g class="${style}">
<path class="dot" d="${marker}" transform="translate(${px(box.left + 5)},${px(top + 10)})"/>
<text class="name" x="${px(box.left + 14)}" y="${px(top + 14)}">${name}</text>
${length > 0 && markup`<rect class="bar" x="${px(box.left)}" y="${px(top + 19)}" width="${px(length)}" height="13"/>`}
<text class="figure" x="${px(box.left + length + 5)}" y="${px(top + 30)}">${label}</text>
</g>
`;
}
