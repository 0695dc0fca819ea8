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
  /** The axes' ends, the same for all panels: seconds, and answers a second. What is higher is cut off, and its height said. */
  readonly seconds: number;
  readonly most: number;
}

const WIDTH = 166;
const HEIGHT = 104;
const kinds = ['sold', 'refused', 'failed'] as const;
type Kind = (typeof kinds)[number];

/** What buyers were told, second by second, one kind upon the other. Small, to stand among others with the same axes. */
export function racePanel({ timeline, seconds, most, ...words }: RacePanel): Html {
  const box = { left: 4, right: WIDTH - 4, top: 16, bottom: HEIGHT - 16 };
  const x = linearScale([seconds], { start: box.left, end: box.right }, 'exact');
  const y = linearScale([most], { start: box.bottom, end: box.top });
  const [top, last] = [y.ticks[y.ticks.length - 1] ?? 0, x.ticks[x.ticks.length - 1] ?? 0];
  const peak = Math.max(0, ...answersPerSecond(timeline));

  return drawingOf(
    { ...words, width: WIDTH, height: HEIGHT },
    markup`<g class="axis">
${y.ticks.map((value) => markup`<path class="grid" d="M${box.left},${px(y.at(value))}H${box.right}"/>`)}
<text x="${box.left}" y="11">${tick(top)}/s</text>
${peak > top && markup`<text x="${box.right}" y="11" text-anchor="end">peak ${tick(peak)}/s</text>`}
${x.ticks.map((value) => markup`<text x="${px(x.at(value))}" y="${HEIGHT - 3}" text-anchor="${value === 0 ? 'start' : 'middle'}">${value === last ? `${tick(value)} s` : tick(value)}</text>`)}
</g>
${layersOf(timeline).map(
  ({ kind, steps }) =>
    markup`<path class="answer ${kind}" d="${outline(steps, { step: timeline.stepMs / 1_000, x: x.at, y: y.at })}"/>
`,
)}`,
  );
}

/** Answers of all kinds a second, step by step. */
export function answersPerSecond(timeline: Timeline): readonly number[] {
  const last = layersOf(timeline)[kinds.length - 1];
  return last?.steps.map(({ to }) => to) ?? [];
}

interface Step {
  readonly from: number;
  readonly to: number;
}

/** Answers a second of each kind, each upon the kinds before it. */
function layersOf(timeline: Timeline): readonly { readonly kind: Kind; readonly steps: readonly Step[] }[] {
  const perSecond = 1_000 / timeline.stepMs;
  const floor = Array.from({ length: Math.max(...kinds.map((kind) => timeline[kind].length)) }, () => 0);

  return kinds.map((kind) => ({
    kind,
    steps: floor.map((from, at) => {
      const to = from + (timeline[kind][at] ?? 0) * perSecond;
      floor[at] = to;
      return { from, to };
    }),
  }));
}

interface Ground {
  /** Seconds a step. */
  readonly step: number;
  readonly x: (seconds: number) => number;
  readonly y: (perSecond: number) => number;
}

function outline(steps: readonly Step[], { step, x, y }: Ground): string {
  if (steps.length === 0) return '';
  const over = steps.map(({ to }, at) => `${px(x(at * step))},${px(y(to))}H${px(x((at + 1) * step))}`);
  const under = steps
    .map(({ from }, at) => `${px(x((at + 1) * step))},${px(y(from))}H${px(x(at * step))}`)
    .reverse();
  return `M${[...over, ...under].join('L')}Z`;
}
