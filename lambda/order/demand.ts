import { createHash } from 'node:crypto';
import { invalidRequest } from '../http/problem';
import type { ShipTo } from './order';

/** How much of one SKU an order asks for: lines of one SKU are one demand. */
export interface Demand {
  readonly sku: string;
  readonly quantity: number;
}

const MOST_SKUS = 50;
const MOST_UNITS = 999;

/**
 * Merges lines per SKU, sorted by SKU, so that the order of lines matters to nothing.
 *
 * @throws Problem 400 where a merged quantity or the number of SKUs is out of bounds
 */
export function merge(lines: readonly Demand[]): readonly Demand[] {
  const units = new Map<string, number>();
  lines.forEach(({ sku, quantity }, index) => {
    const sum = (units.get(sku) ?? 0) + quantity;
    if (sum > MOST_UNITS) {
      const wanted = `at most ${MOST_UNITS} of one SKU in an order, lines added up`;
      throw invalidRequest([{ field: `lines[${index}].quantity`, wanted, got: sum }]);
    }
    units.set(sku, sum);
  });
  if (units.size > MOST_SKUS) {
    throw invalidRequest([
      { field: 'lines', wanted: `at most ${MOST_SKUS} different SKUs`, got: units.size },
    ]);
  }

  return [...units].map(([sku, quantity]) => ({ sku, quantity })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

/** The id that a customer's key stands for: creating it twice is refused by the table, for ever and not for a window. */
export function orderIdOf(customerId: string, key: string): string {
  return digest([customerId, key]).subarray(0, 16).toString('hex');
}

export const orderIdForm = /^[0-9a-f]{32}$/;

/**
 * What makes two requests the same: compared after parsing and merging. Whether a payment comes along counts, its token does not: a client
 * library makes a new token of the same card after a time-out.
 */
export function requestHash(demands: readonly Demand[], shipTo: ShipTo, pays: boolean): string {
  return hashOf(demands, shipTo, pays);
}

/** The hash that orders have which were placed while the token counted: their requests may still be sent again. */
export function requestHashWithToken(
  demands: readonly Demand[],
  shipTo: ShipTo,
  token: string | undefined,
): string {
  return hashOf(demands, shipTo, token ?? null);
}

function hashOf(demands: readonly Demand[], shipTo: ShipTo, payment: unknown): string {
  const { name, postcode, address } = shipTo;
  const lines = demands.map(({ sku, quantity }) => [sku, quantity]);

  return digest([lines, name, postcode, address, payment]).subarray(0, 16).toString('base64url');
}

function digest(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest();
}
