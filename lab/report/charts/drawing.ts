import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import type { Scale } from './scale';

/** A chart as a picture with words for those who do not see it. */
export interface Drawing {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Shown on wide pages or on narrow ones only; without it on both. */
  readonly only?: 'wide' | 'narrow';
}

export function drawingOf({ id, title, description, width, height, only }: Drawing, content: Piece): Html {
  return markup`<svg class="chart ${only ?? ''}" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${content}</svg>
`;
}

/** A picture drawn twice, since text in a picture does not wrap: for wide pages and for phones. */
export function inBothWidths(draw: (width: number, only: 'wide' | 'narrow') => Html): Html {
  return markup`${draw(WIDE, 'wide')}${draw(NARROW, 'narrow')}`;
}

export const WIDE = 736;
export const NARROW = 340;

/** About the width of a sign of the charts' text, in the widest of the usual fonts. */
export const SIGN = 6.8;

/** A tenth of a pixel is fine enough, and short. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  readonly write: (value: number) => string;
}

/** Lines across at each tick of an upright axis, its unit above them. */
export function uprightAxis({ scale, label, write }: Axis, box: Box): Html {
  return markup`<g class="axis">
${scale.ticks.map(
  (value) => markup`<path class="grid" d="M${px(box.left)},${px(scale.at(value))}H${px(box.right)}"/>
<text x="${px(box.left - 6)}" y="${px(scale.at(value) + 4)}" text-anchor="end">${write(value)}</text>
`,
)}<text class="unit" x="0" y="12">${label}</text>
</g>
`;
}

/** Lines upward at each tick of a level axis, its unit below them. */
export function levelAxis({ scale, label, write }: Axis, box: Box): Html {
  return markup`<g class="axis">
${apart(scale, write).map(
  (value) => markup`<path class="grid" d="M${px(scale.at(value))},${px(box.top)}V${px(box.bottom)}"/>
<text x="${px(scale.at(value))}" y="${px(box.bottom + 16)}" text-anchor="${anchorAt(scale.at(value), box)}">${write(value)}</text>
`,
)}<text class="unit" x="${px(box.left)}" y="${px(box.bottom + 34)}">${label}</text>
</g>
`;
}

/** The words of a tick at an end of the axis stay within it. */
function anchorAt(x: number, { left, right }: Box): string {
  if (x < left + 1) return 'start';
  return x > right - 1 ? 'end' : 'middle';
}

/** Ticks with room for their words between them. */
function apart({ ticks, at }: Scale, write: (value: number) => string): readonly number[] {
  const half = (value: number) => (write(value).length * SIGN) / 2;
  const kept: number[] = [];
  for (const value of ticks) {
    const last = kept[kept.length - 1];
    if (last === undefined || at(value) - at(last) >= half(value) + half(last) + 2 * SIGN) kept.push(value);
  }
  return kept;
}

/** Text cut at spaces into lines of at most so many signs, since text in a picture does not wrap. */
export function wrapped(text: string, longest: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line === undefined || line.length + 1 + word.length > longest) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
