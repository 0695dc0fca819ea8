import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { removalOf } from '../removal';
import type { StageConfig } from '../stage-config';

export interface AppLogProps {
  readonly config: StageConfig;

  /** Where the writer's choice is not ours. @default - a generated name */
  readonly name?: string;
}

/** A log group of one writer, kept as long as the stage says. */
export class AppLog extends Construct {
  readonly group: LogGroup;

  constructor(scope: Construct, id: string, { config, name }: AppLogProps) {
    super(scope, id);

    this.group = new LogGroup(this, 'Group', {
      logGroupName: name,
      retention: config.logRetention,
      removalPolicy: removalOf(config),
    });

    acknowledge(this.group, {
      CKV_AWS_158: 'logs hold ids and no personal data: the key of CloudWatch Logs will do',
    });
  }
}
