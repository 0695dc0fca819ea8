import { Duration } from 'aws-cdk-lib';
import { AdjustmentType } from 'aws-cdk-lib/aws-applicationautoscaling';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { longestDelay } from '../timing';
import type { WorkQueue } from './work-queue';

const period = Duration.minutes(1);

/** Starts more workers while messages pile up or grow old, and stops them when there is nothing to do. */
export function scaleOnQueues(scaling: ScalableTaskCount, shipping: WorkQueue, deadline: WorkQueue): void {
  const adjustmentType = AdjustmentType.CHANGE_IN_CAPACITY;

  scaling.scaleOnMetric('Waiting', {
    metric: new MathExpression({
      expression: 'shipping + deadline',
      label: 'Messages that wait for a worker',
      period,
      usingMetrics: {
        shipping: shipping.queue.metricApproximateNumberOfMessagesVisible({ period }),
        deadline: deadline.queue.metricApproximateNumberOfMessagesVisible({ period }),
      },
    }),
    adjustmentType,
    scalingSteps: [
      { upper: 1, change: -1 },
      { lower: 500, change: 1 }, // what one worker does in seconds is no reason to start another
      { lower: 5_000, change: 4 },
    ],
    cooldown: Duration.minutes(2),
  });
  scaling.scaleOnMetric('Oldest', {
    metric: new MathExpression({
      // a deadline may wait as long as SQS can delay it, which its age may or may not leave out
      expression: `MAX([shipping, deadline - ${longestDelay.toSeconds()}])`,
      label: 'How late the oldest message is',
      period,
      usingMetrics: {
        shipping: shipping.queue.metricApproximateAgeOfOldestMessage({ period }),
        deadline: deadline.queue.metricApproximateAgeOfOldestMessage({ period }),
      },
    }),
    adjustmentType,
    scalingSteps: [
      { lower: 120, change: 1 }, // seconds
      { lower: 600, change: 2 },
    ],
    cooldown: Duration.minutes(2),
  });
}
