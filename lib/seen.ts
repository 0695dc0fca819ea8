import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { levels, measures, NAMESPACE, type Level, type Measure } from '../lambda/observe/measures';
import type { StageConfig } from './stage-config';

/** How fine a dashboard and most alarms look. */
export const perMinute = Duration.minutes(1);

/** What the app counts itself: events by their sum, what an audit found as it stood. */
export function counted(config: StageConfig, name: Measure | Level, period = perMinute): Metric {
  const isLevel = Object.hasOwn(levels, name);

  return new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { service: config.name },
    statistic: isLevel ? Stats.MAXIMUM : Stats.SUM,
    period,
    label: isLevel ? levels[name as Level] : measures[name as Measure],
  });
}

/** One number of several: where one of them has no value the others count all the same. */
export function sumOf(label: string, metrics: readonly IMetric[], period = perMinute): MathExpression {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));

  return new MathExpression({
    expression: `SUM([${Object.keys(named).join(', ')}])`,
    usingMetrics: named,
    label,
    period,
  });
}

interface Failing {
  readonly failed: IMetric;
  readonly requests: IMetric;
}

/** Below this many a minute a share says nothing: at night one failure of two requests is half of them. */
const FEWEST_FAILURES = 5;

/** The share of requests that failed, 0 to 1; 0 while only a handful did. */
export function failingShare({ failed, requests }: Failing): MathExpression {
  return new MathExpression({
    expression: `IF(failed >= ${FEWEST_FAILURES}, failed / requests, 0)`,
    usingMetrics: { failed, requests },
    label: 'Share of answers that are server errors',
    period: perMinute,
  });
}
