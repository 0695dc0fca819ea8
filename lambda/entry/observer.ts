import { cloudWatchCounts } from '../observe/cloudwatch-counts';
import { openLog } from '../observe/log';
import { observedHandler } from '../observe/observed-handler';
import type { Report } from '../http/failure';
import type { AuditorWorld } from '../audit/auditor';
import type { Observer } from '../world';

const stage = process.env.STAGE ?? 'unknown';
const log = openLog(stage);
const counts = cloudWatchCounts(stage);

/** Counts as CloudWatch metrics through the log, and writes warnings as lines of JSON. */
export const observer: Observer & AuditorWorld['observer'] = {
  count: (measure) => counts.count(measure),
  level: (level, value) => counts.level(level, value),
  warn: (message, facts) => log.warn(message, facts),
};

/** Where a request that crashed is written down. */
export const report: Report = (errorId, error) => log.error('a request failed', { errorId, error });

/** Runs a handler and writes down what it counted, whether it ends well or not. */
export function observed<Event, Result>(handler: (event: Event) => Promise<Result>) {
  return observedHandler({ log, counts }, handler);
}
