import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { MessagingStack } from '../messaging-stack';
import { perMinute, sumOf } from '../seen';
import type { Alarms } from './alarms';
import type { AppFunction } from './app-function';

/** A message may wait 15 minutes by its own delay, and as long again until a crashed worker's batch comes back. */
const OLDEST_MESSAGE = Duration.minutes(30);

const fiveMinutes = Duration.minutes(5);

/** Functions, queues and the stream: what is behind when work is not done. */
export function watchWork(
  alarms: Alarms,
  messaging: MessagingStack,
  functions: readonly AppFunction[],
): void {
  const { shipping, deadline, givenUp, dispatcher, publisher } = messaging;

  watchDeadLetters(alarms, 'Shipping', 'Messages of the shipping queue are set aside', shipping.deadLetters);
  watchDeadLetters(alarms, 'Deadline', 'Messages of the deadline queue are set aside', deadline.deadLetters);
  watchDeadLetters(alarms, 'Dispatcher', 'Changes of orders are set aside', givenUp.dispatcher);
  watchDeadLetters(alarms, 'Publisher', 'Events are set aside', givenUp.publisher);

  watchAge(alarms, 'Shipping', 'The shipping queue is behind', shipping.queue);
  watchAge(alarms, 'Deadline', 'The deadline queue is behind', deadline.queue);

  watchStream(alarms, 'Dispatcher', 'The dispatcher is behind', dispatcher);
  watchStream(alarms, 'Publisher', 'The publisher is behind', publisher);

  watchFunctions(alarms, functions);
}

function watchDeadLetters(alarms: Alarms, name: string, heading: string, queue: Queue): void {
  alarms.when(`${name}DeadLetters`, {
    heading,
    says: 'Something waits in a dead-letter queue for a person, for 14 days',
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: Stats.MAXIMUM }),
    above: 0,
    // a queue that nobody touches for hours tells no numbers: what lay there still does
    missing: TreatMissingData.IGNORE,
  });
}

function watchAge(alarms: Alarms, name: string, heading: string, queue: Queue): void {
  alarms.when(`${name}QueueOld`, {
    heading,
    says: 'A message waits longer than its delay and a second try can explain: nobody works it off',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: Stats.MAXIMUM }),
    above: OLDEST_MESSAGE.toSeconds(),
  });
}

function watchStream(alarms: Alarms, name: string, heading: string, reader: AppFunction): void {
  alarms.when(`${name}Behind`, {
    heading,
    says: 'Changes of orders wait in the stream for more than 5 minutes; after 20 hours they are given up',
    metric: reader.lambda.metric('IteratorAge', { period: perMinute, statistic: Stats.MAXIMUM }),
    above: fiveMinutes.toMilliseconds(),
    periods: 5,
  });
}

function watchFunctions(alarms: Alarms, functions: readonly AppFunction[]): void {
  const sum = (metricName: string) =>
    sumOf(
      metricName,
      functions.map(({ lambda }) => lambda.metric(metricName, { period: fiveMinutes, statistic: Stats.SUM })),
      fiveMinutes,
    );

  alarms.when('FunctionsFailing', {
    heading: 'Functions fail',
    says: 'More than 5 calls of functions in 5 minutes ended in an error or ran out of time',
    metric: sum('Errors'),
    above: 5,
  });
  alarms.when('FunctionsThrottled', {
    heading: 'Functions are throttled',
    says: 'More than 20 calls of functions in 5 minutes were refused for too many at once',
    metric: sum('Throttles'),
    above: 20,
  });
}
