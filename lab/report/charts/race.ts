import type { Timeline } from '../../cell';
import { markup, type Html } from '../../../lambda/http/markup';
import { tick } from '../words';
import { drawingOf, px } from './drawing';
import { linearScale } from './scale';

export interface RacePanel {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly timeline: Timeline;
  /** The axes' ends, the same for all panels: seconds, and answers a second. */
  readonly seconds: number;
  readonly most: number;
}

const WIDTH = 166;
const HEIGHT = 104;
const kinds = ['sold', 'refused', 'failed'] as const;

/** What buyers were told, second by second, one kind upon the other. Small, to stand among others with the same axes. */
export function racePanel({ timeline, seconds, most, ...words }: RacePanel): Html {
  const box = { left: 4, right: WIDTH - 4, top: 16, bottom: HEIGHT - 16 };
  const x = linearScale([seconds], { start: box.left, end: box.right }, 'exact');
  const y = linearScale([most], { start: box.bottom, end: box.top });
  const last = x.ticks[x.ticks.length - 1] ?? 0;

  return drawingOf(
    { ...words, width: WIDTH, height: HEIGHT },
    markup`<g class="axis">
${y.ticks.map((value) => markup`<path class="grid" d="M${box.left},${px(y.at(value))}H${box.right}"/>`)}
<text x="${box.left}" y="11">${tick(y.ticks[y.ticks.length - 1] ?? 0)}/s</text>
${x.ticks.map(
  (value) =>
    markup`<text x="${px(x.at(value))}" y="${HEIGHT - 3}" text-anchor="${anchorOf(value, last)}">${value === last ? `${tick(value)} s` : tick(value)}</text>`,
)}
</g>
${layersOf(timeline).map(
  ({ kind, steps }) =>
    markup`<path class="answer ${kind}" d="${outline(steps, { step: timeline.stepMs / 1_000, x: x.at, y: y.at })}"/>
`,
)}`,
  );
}

function anchorOf(value: number, last: number): string {
  if (value === 0) return 'start';
  return value === last ? 'end' : 'middle';
}

interface Layer {
  readonly kind: (typeof kinds)[number];
  readonly steps: readonly { readonly from: number; readonly to: number }[];
}

/** Answers a second of each kind, each upon the kinds before it. */
function layersOf(timeline: Timeline): readonly Layer[] {
  const perSecond = 1_000 / timeline.stepMs;
  const floor = Array.from({ length: longest(timeline) }, () => 0);

  return kinds.map((kind) => ({
    kind,
    steps: floor.map((from, at) => {
      const to = from + (timeline[kind][at] ?? 0) * perSecond;
      floor[at] = to;
      return { from, to };
    }),
  }));
}

/** How many steps the race has. */
export function longest({ sold, refused, failed }: Timeline): number {
  return Math.max(sold.length, refused.length, failed.length);
}

interface Ground {
  /** Seconds a step. */
  readonly step: number;
  readonly x: (seconds: number) => number;
  readonly y: (perSecond: number) => number;
}

function outline(steps: Layer['steps'], { step, x, y }: Ground): string {
  const edge = (value: (one: Layer['steps'][number]) => number) =>
    steps.map((one, at) => `${px(x(at * step))},${px(y(value(one)))}H${px(x((at + 1) * step))}`);
  const over = edge(({ to }) => to).join('L');
  const under = steps
    .map((one, at) => `${px(x((at + 1) * step))},${px(y(one.from))}H${px(x(at * step))}`)
    .reverse()
    .join('L');
  return steps.length === 0 ? '' : `M${over}L${under}Z`;
}
