import { markup, raw, type Html } from '../../../lambda/http/markup';

/** Small pictures beside words that say the same; nothing is lost without them. */
function icon(paths: string): Html {
  return markup`<svg class="icon" viewBox="0 0 64 48" width="64" height="48" aria-hidden="true"><path d="${raw(paths)}"/></svg>`;
}

const umbrellaAt = (x: number, y: number, size: number) =>
  `M${x - size},${y}A${size},${size} 0 0 1 ${x + size},${y}Z` +
  `M${x},${y}V${y + size * 0.75}a${size * 0.2},${size * 0.2} 0 0 1 ${-size * 0.4},0`;

/** An umbrella that waits in a house, and rain outside. */
export function house(): Html {
  return icon(
    `M4,22L22,6L40,22M8,19V44H36V19${umbrellaAt(22, 31, 9)}M48,10l-2,6M56,10l-2,6M50,22l-2,6M58,22l-2,6`,
  );
}

/** An open umbrella under the sun. */
export function sunAndUmbrella(): Html {
  return icon(
    `M50,11a5,5 0 1 1 -0.1,0M50,3v4M50,25v4M37,16h4M59,16h4M41,7l2,2M57,23l2,2M59,7l-2,2M43,25l-2,2${umbrellaAt(20, 30, 16)}`,
  );
}

/** A post whose three arms turn one step for each who passes. */
export function turnstile(): Html {
  return icon('M12,12H24V44H12ZM6,44H58M24,22a5,5 0 1 1 0,8M29,26H54M27,22L42,8M27,30L42,43');
}
