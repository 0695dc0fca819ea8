import { markup, type Html } from '../../lambda/http/markup';

/** How a guard is told from the others: by colour, by dash, by marker, and by its name beside the line. */
export interface Look {
  /** Names the colour in the style sheet. */
  readonly style: string;
  /** SVG's stroke-dasharray; empty for a line without gaps. */
  readonly dash: string;
  /** The path of a marker around 0,0. */
  readonly marker: string;
}

const markers = {
  disc: 'M-4,0A4,4 0 1 1 4,0A4,4 0 1 1 -4,0Z',
  square: 'M-3.6,-3.6H3.6V3.6H-3.6Z',
  diamond: 'M0,-5L5,0L0,5L-5,0Z',
  up: 'M0,-4.8L4.6,3.6H-4.6Z',
  down: 'M0,4.8L-4.6,-3.6H4.6Z',
  plus: 'M-1.4,-4.6H1.4V-1.4H4.6V1.4H1.4V4.6H-1.4V1.4H-4.6V-1.4H-1.4Z',
  bar: 'M-1.6,-5H1.6V5H-1.6Z',
  hexagon: 'M-4.6,0L-2.3,-4H2.3L4.6,0L2.3,4H-2.3Z',
  cross:
    'M-4.4,-2.6L-2.6,-4.4L0,-1.8L2.6,-4.4L4.4,-2.6L1.8,0L4.4,2.6L2.6,4.4L0,1.8L-2.6,4.4L-4.4,2.6L-1.8,0Z',
} as const;

const looks: Readonly<Record<string, Look>> = {
  none: { style: 'g-none', dash: '2 4', marker: markers.cross },
  optimistic: { style: 'g-optimistic', dash: '', marker: markers.disc },
  pessimistic: { style: 'g-pessimistic', dash: '9 4', marker: markers.square },
  conditional: { style: 'g-conditional', dash: '', marker: markers.diamond },
  transaction: { style: 'g-transaction', dash: '7 3 2 3', marker: markers.up },
  sharded: { style: 'g-sharded', dash: '4 3', marker: markers.down },
  combined: { style: 'g-combined', dash: '', marker: markers.plus },
  cached: { style: 'g-cached', dash: '12 3', marker: markers.hexagon },
};

const strange: Look = { style: 'g-other', dash: '1 3', marker: markers.bar };

export function lookOf(guard: string): Look {
  return Object.hasOwn(looks, guard) ? (looks[guard] ?? strange) : strange;
}

/** A guard's marker in a line of text. */
export function badge(guard: string): Html {
  const { style, marker } = lookOf(guard);
  return markup`<svg class="badge ${style}" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true"><path class="dot" d="${marker}"/></svg>`;
}
