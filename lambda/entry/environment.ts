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
export function seconds(name: Extract<Setting, `${string}_SECONDS`>): number {
  return whole(name, 'whole seconds');
}

/** Whether what is due is held back, as after a restore. @throws Error for a word that is neither: nothing is guessed here. */
export function deadlinesHeld(): boolean {
  const deadlines = setting('DEADLINES');
  if (deadlines !== 'run' && deadlines !== 'held')
    throw new Error(`DEADLINES must be run or held, got ${deadlines}`);

  return deadlines === 'held';
}

/** As {@link setting}, for a port; 0 is a free one. */
export function port(name: Extract<Setting, `${string}PORT`>): number {
  return whole(name, 'a port');
}

function whole(name: Setting, wanted: string): number {
  const value = Number(setting(name));
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} must be ${wanted}, got ${setting(name)}`);

  return value;
}
