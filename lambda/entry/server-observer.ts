import { Logger } from '@aws-lambda-powertools/logger';
import { serverMetrics } from '../server/metrics';
import type { Observer } from '../world';
import { setting } from './environment';

const stage = setting('STAGE');

/** Lines of JSON on stdout. */
export const logger = new Logger({ serviceName: 'holdfast', persistentKeys: { stage } });

export const metrics = serverMetrics({ stage });

/** Counts for Prometheus, which reads a container's numbers where it runs, and writes warnings as lines of JSON. */
export const observer: Observer = {
  count(measure, value = 1) {
    metrics.counted(measure, value);
  },
  warn(message, facts) {
    logger.warn(message, facts);
  },
};
