import type { Report } from '../http/failure';
import { cloudWatchCounts } from '../observe/cloudwatch-counts';
import { openLog } from '../observe/log';
import { serverMetrics } from '../server/metrics';
import type { Observer } from '../world';
import { setting } from './environment';

/** CloudWatch adds counts up by the minute. */
const FLUSH_EVERY_MS = 60_000;

const stage = setting('STAGE');
const counts = cloudWatchCounts(stage);

/** Lines of JSON on stdout. */
export const log = openLog(stage);

export const metrics = serverMetrics({ stage });

/** Counts for Prometheus, which reads a container's numbers where it runs, and for the alarms of CloudWatch through the log. */
export const observer: Observer = {
  count(measure) {
    metrics.counted(measure);
    counts.count(measure);
  },
  warn: (message, facts) => log.warn(message, facts),
};

/** Where a request that crashed is written down. */
export const report: Report = (errorId, error) => log.error('a request failed', { errorId, error });

/** Writes down what is left to count, when a server stops. */
export function lastCounts(): void {
  counts.flush();
}

setInterval(() => counts.flush(), FLUSH_EVERY_MS).unref();
