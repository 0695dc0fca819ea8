import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule as Rate } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { AppFunction } from './app-function';

export interface ScheduleProps {
  readonly every: Duration;
  readonly runs: AppFunction;
}

/** Runs a function again and again. A run that fails is not repeated: the next one does its work too. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);

    new Rule(this, 'Rule', {
      schedule: Rate.rate(props.every),
      targets: [new LambdaFunction(props.runs.lambda, { retryAttempts: 0 })],
    });
  }
}
