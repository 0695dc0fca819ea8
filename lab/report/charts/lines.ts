import { markup, type Html } from '../../../lambda/http/markup';
import { lookOf } from '../look';
import { tick } from '../words';
import { drawingOf, inBothWidths, levelAxis, px, SIGN, uprightAxis, type Box } from './drawing';
import { linearScale, logScale, type Scale } from './scale';
import { spread } from './spread';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval that the seeds leave open. */
  readonly low?: number;
  readonly high?: number;
}

export interface Line {
  readonly name: string;
  /** Whose look it has. */
  readonly guard: string;
  readonly points: readonly Point[];
}

/** A place on the level axis, with the interval that it lies in. */
export interface Mark {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  /** A few words, a line each. */
  readonly label: readonly string[];
}

export interface LineChart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly x: { readonly label: string; readonly kind: 'log' | 'linear' };
  readonly y: { readonly label: string; readonly kind: 'log' | 'linear' };
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
  readonly height?: number;
}

/** Room above the plot for what is written over a mark. */
const MARK = 32;

interface Plot {
  readonly box: Box;
  readonly x: Scale;
  readonly y: Scale;
}

/** Lines with a band around each, named at their ends. */
export function lineChart(chart: LineChart): Html {
  return inBothWidths((width, only) => {
    const { id, title, description, height = 320 } = chart;
    const plot = plotOf(chart, width, height);
    const { box, x, y } = plot;
    return drawingOf(
      { id: `${id}-${only}`, title, description, width, height, only },
      markup`${uprightAxis({ scale: y, label: chart.y.label, write: tick }, box)}${levelAxis({ scale: x, label: chart.x.label, write: tick }, box)}${chart.marks?.map((mark) => markOf(mark, plot))}${chart.lines.map((line) => lineOf(line, plot))}${namesOf(chart.lines, plot)}`,
    );
  });
}

function plotOf({ x, y, lines, marks = [] }: LineChart, width: number, height: number): Plot {
  const longest = lines.reduce((most, { name }) => Math.max(most, name.length), 0);
  const box = {
    left: 42,
    right: width - 20 - longest * SIGN,
    top: marks.length > 0 ? 24 + MARK : 24,
    bottom: height - 42,
  };
  const xs = lines.flatMap(({ points }) => points.map((point) => point.x));
  const ys = lines.flatMap(({ points }) => points.flatMap((point) => [point.y, point.high ?? point.y]));
  const across = { start: box.left, end: box.right };
  const upward = { start: box.bottom, end: box.top };

  return {
    box,
    x: (x.kind === 'log' ? logScale : linearScale)(xs, across, 'exact'),
    y: (y.kind === 'log' ? logScale : linearScale)(ys, upward),
  };
}

function lineOf({ guard, points }: Line, { x, y }: Plot): Html {
  const { style, dash, marker } = lookOf(guard);
  const place = ({ x: across, y: up }: Point) => `${px(x.at(across))},${px(y.at(up))}`;
  const banded = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  const upper = banded.map((point) => place({ x: point.x, y: point.high ?? point.y }));
  const lower = banded.map((point) => place({ x: point.x, y: point.low ?? point.y })).reverse();

  return markup`<g class="${style}">
${banded.length > 1 && markup`<path class="band" d="M${[...upper, ...lower].join('L')}Z"/>`}
<path class="line" stroke-dasharray="${dash}" d="M${points.map(place).join('L')}"/>
${(points.length <= 24 ? points : points.slice(-1)).map((point) => markup`<path class="dot" d="${marker}" transform="translate(${place(point)})"/>`)}
</g>
`;
}

function namesOf(lines: readonly Line[], { box, x, y }: Plot): Html {
  const ends = lines.flatMap(({ name, guard, points }) => {
    const end = points[points.length - 1];
    return end ? [{ name, guard, x: x.at(end.x), y: y.at(end.y) }] : [];
  });
  const places = spread(
    ends.map((end) => end.y),
    15,
    { start: box.top, end: box.bottom },
  );

  return markup`<g class="names">
${ends.map(({ name, guard, x: across, y: up }, at) => {
  const place = places[at] ?? up;
  return markup`<path class="leader ${lookOf(guard).style}" d="M${px(across + 5)},${px(up)}L${px(box.right + 11)},${px(place)}"/>
<text x="${px(box.right + 14)}" y="${px(place + 4)}">${name}</text>
`;
})}</g>
`;
}

function markOf({ at, low, high, label }: Mark, { box, x }: Plot): Html {
  const [left, middle, right] = [x.at(low), x.at(at), x.at(high)];
  const top = box.top - MARK;
  const half = Math.max(...label.map((words) => words.length * SIGN)) / 2;
  const middleOfWords = Math.min(box.right - half, Math.max(box.left + half, middle)); // clear of the axes

  return markup`<g class="mark">
<rect x="${px(left)}" y="${px(box.top)}" width="${px(Math.max(1, right - left))}" height="${px(box.bottom - box.top)}"/>
<path d="M${px(middle)},${px(box.top - 3)}V${px(box.bottom)}"/>
${label.map((words, line) => markup`<text x="${px(middleOfWords)}" y="${px(top + 13 + line * 14)}" text-anchor="middle">${words}</text>`)}
</g>
`;
}
