import type { Setting } from '../../lib/runner';

/**
 * One setting from the environment, as the stack wrote it there.
 *
 * @throws Error where it is missing: a function without its settings must not start.
 */
export function setting(name: Setting): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set in the environment, got nothing`);

  return value;
}

/** As {@link setting}, for a whole number of seconds. */
export function seconds(name: 'HOLD_SECONDS' | 'SETTLE_SECONDS'): number {
  const value = Number(setting(name));
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} must be whole seconds, got ${setting(name)}`);

  return value;
}
