import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { NAMESPACE, type Level, type Measure } from './measures';

/** Counts that CloudWatch reads out of the log, by stage. */
export interface CloudWatchCounts {
  count(measure: Measure): void;
  level(level: Level, value: number): void;
  /** Writes down what was counted since the last time. */
  flush(): void;
}

export function cloudWatchCounts(stage: string): CloudWatchCounts {
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName: stage });

  return {
    count: (measure) => metrics.addMetric(measure, MetricUnit.Count, 1),
    level: (level, value) =>
      metrics.addMetric(level, level.endsWith('_seconds') ? MetricUnit.Seconds : MetricUnit.Count, value),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
