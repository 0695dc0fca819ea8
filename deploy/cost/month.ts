import { isJson, type Assembly, type Resource } from '../../lib/guards/assembly';
import { HOURS, SECONDS, tracedShare } from './assumptions';
import { visit } from './metered';
import type { PriceName } from './prices';

/** A month of one deployment. */
export interface Month {
  /** Orders, evenly over the month. */
  readonly orders: number;
  readonly assembly: Assembly;
}

/** So many units of something that has a price. */
export interface Charge {
  readonly price: PriceName;
  readonly quantity: number;
}

/** What a resource is charged for in a month. */
export type Pricing = (resource: Resource, month: Month) => readonly Charge[];

export const BYTES_PER_GB = 1_000_000_000;

export const requestsPerVisit = visit.requests.order + visit.requests.inventory;

export function charge(price: PriceName, quantity: number): Charge {
  return { price, quantity };
}

/** For each month that it exists, used or not. */
export function always(price: PriceName): Pricing {
  return () => [charge(price, 1)];
}

/** For each hour that it exists, used or not. */
export function hourly(price: PriceName): Pricing {
  return () => [charge(price, HOURS)];
}

/** What is written to a log group, and what is kept of it for as long as the group says. */
export function logs(bytes: number, group: Resource | undefined): readonly Charge[] {
  const days = Number(group?.properties['RetentionInDays'] ?? 0);
  const written = bytes / BYTES_PER_GB;

  return [charge('logs', written), charge('logStorage', (written * days) / 30)];
}

/** Traces that begin at a resource, by the default rule of X-Ray: the first of each second, and a share of the others. */
export function traces(calls: number): readonly Charge[] {
  const firsts = Math.min(calls, SECONDS);

  return [charge('trace', firsts + (calls - firsts) * tracedShare)];
}

/** Metrics that are published at so many moments of a month: each is charged by the hour in which it was. */
export function metrics(names: readonly string[], moments: number): readonly Charge[] {
  return [charge('metric', (names.length * Math.min(moments, HOURS)) / HOURS)];
}

/** A property within properties, as in `at(properties, 'TracingConfig', 'Mode')`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), value);
}
