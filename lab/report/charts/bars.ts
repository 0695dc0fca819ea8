import { markup, type Html } from '../../../lambda/http/markup';
import { lookOf } from '../look';
import { tick } from '../words';
import { drawingOf, levelAxis, px, SIGN, wrapped, type Box } from './drawing';
import { linearScale, logScale, type Scale } from './scale';

export interface Bar {
  readonly name: string;
  /** A second line under the name, where there is more to say. */
  readonly note: string;
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
const NAME = 19;
const NOTE = 14;
const BAR = 13;
const GAP = 7;
/** Room at the right end for the label of the longest bar. */
const LABEL = 74;

/** Lying bars, each under its name and with its figure at its end. One width serves phones and, in pairs, wide pages. */
export function barChart({ id, title, description, unit, kind, bars }: BarChart): Html {
  const tops = bars.reduce<number[]>((all, bar) => [...all, (all[all.length - 1] ?? 0) + heightOf(bar)], [4]);
  const box = { left: 8, right: WIDTH - LABEL, top: 4, bottom: tops[bars.length] ?? 4 };
  const values = bars.flatMap(({ value }) => (value === null ? [] : [value]));
  const scale = (kind === 'log' ? logScale : linearScale)(values, { start: box.left, end: box.right });

  return drawingOf(
    { id, title, description, width: WIDTH, height: box.bottom + 40 },
    markup`${levelAxis({ scale, label: kind === 'log' ? `${unit} (log scale)` : unit, write: tick }, box)}${bars.map((bar, at) => barOf(bar, { scale, box, top: tops[at] ?? 0 }))}`,
  );
}

function heightOf({ note }: Bar): number {
  return NAME + linesOf(note).length * NOTE + BAR + GAP;
}

function linesOf(note: string): readonly string[] {
  return note === '' ? [] : wrapped(note, Math.floor((WIDTH - 24) / SIGN));
}

interface Place {
  readonly scale: Scale;
  readonly box: Box;
  readonly top: number;
}

function barOf({ name, note, guard, value, label }: Bar, { scale, box, top }: Place): Html {
  const { style, marker } = lookOf(guard);
  const length = value === null ? 0 : scale.at(value) - box.left;
  const notes = linesOf(note);
  const bar = top + NAME + notes.length * NOTE;

  return markup`<g class="${style}">
<path class="dot" d="${marker}" transform="translate(${px(box.left + 5)},${px(top + 10)})"/>
<text x="${px(box.left + 14)}" y="${px(top + 14)}">${name}</text>
${notes.map((line, at) => markup`<text class="note" x="${px(box.left + 14)}" y="${px(top + 14 + (at + 1) * NOTE)}">${line}</text>`)}
${length > 0 && markup`<rect class="bar" x="${px(box.left)}" y="${px(bar)}" width="${px(length)}" height="${BAR}"/>`}
<text x="${px(box.left + length + 5)}" y="${px(bar + 11)}">${label}</text>
</g>
`;
}
