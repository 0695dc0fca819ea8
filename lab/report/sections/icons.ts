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
    `M50,10a5,5 0 1 1 -0.1,0M50,2v4M50,24v4M37,15h4M59,15h4M41,6l2,2M57,22l2,2M59,6l-2,2M43,22l-2,2${umbrellaAt(24, 28, 18)}`,
  );
}

/** A post with three arms. */
export function turnstile(): Html {
  return icon('M10,6V44M10,14H14M54,6V44M14,8h10v12h-10ZM24,14H46M22,20L34,36M18,20V44M4,44H60');
}
