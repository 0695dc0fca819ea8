import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule as Rate } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { AppFunction } from './app-function';

export interface ScheduleProps {
  readonly every: Duration;
  readonly runs: AppFunction;
}

/** Runs a function again and again. A run that fails is not repeated: the next one does its work too. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);

    const rule = new Rule(this, 'Rule', {
      schedule: Rate.rate(props.every),
      targets: [new LambdaFunction(props.runs.live, { retryAttempts: 0 })],
    });
    acknowledge(rule, {
      'Serverless-EventBusDLQ': 'a run that was not started is made up for by the next one',
    });
  }
}
