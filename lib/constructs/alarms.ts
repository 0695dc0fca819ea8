import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type IAlarmAction,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { seeRunbook } from '../runbook';

/** When somebody is told of something. */
export interface When {
  /** Its heading in the runbook, which is what has happened in a few words. */
  readonly heading: string;

  /** One sentence without a full stop: what is known from the alarm alone. */
  readonly says: string;
  readonly metric: IMetric;

  /** Goes off above this value, or with `below` under that one. */
  readonly above?: number;
  readonly below?: number;

  /** How many periods running it must hold. @default 1 */
  readonly periods?: number;

  /** What no value means. @default - all is well */
  readonly missing?: TreatMissingData;
}

/** The alarms of a stage: everybody is told when one goes off and when all is well again. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  private readonly tell: IAlarmAction;

  constructor(scope: Construct, id: string, props: { readonly tell: IAlarmAction }) {
    super(scope, id);
    this.tell = props.tell;
  }

  when(id: string, { heading, says, metric, above, below, periods = 1, missing }: When): void {
    const threshold = above ?? below;
    if (threshold === undefined)
      throw new Error(`alarm ${id} must have a threshold: above or below, got none`);

    const alarm = new Alarm(this, id, {
      alarmDescription: seeRunbook(heading, says),
      metric,
      threshold,
      comparisonOperator:
        above === undefined
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
      evaluateLowSampleCountPercentile: lowSamples(metric),
    });
    alarm.addAlarmAction(this.tell);
    alarm.addOkAction(this.tell);
    this.all.push(alarm);
  }
}

/** The slowest of a hundred says nothing of ten. */
function lowSamples(metric: IMetric): 'ignore' | undefined {
  const statistic = metric.toMetricConfig().metricStat?.statistic ?? '';
  return statistic.startsWith('p') ? 'ignore' : undefined;
}
