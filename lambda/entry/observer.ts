import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Observer } from '../world';

const stage = process.env.STAGE ?? 'unknown';
const logger = new Logger({ serviceName: 'holdfast', persistentKeys: { stage } });
const metrics = new Metrics({ namespace: 'Holdfast', serviceName: stage });

/** Counts as CloudWatch metrics through the log, and writes warnings as lines of JSON. */
export const observer: Observer = {
  count(measure, value = 1) {
    metrics.addMetric(measure, MetricUnit.Count, value);
  },
  warn(message, facts) {
    logger.warn(message, facts);
  },
};

/** Runs a handler and writes down what it counted, whether it ends well or not. */
export function observed<Event, Result>(
  handler: (event: Event) => Promise<Result>,
): (event: Event) => Promise<Result> {
  return async (event) => {
    try {
      return await handler(event);
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    }
  };
}
