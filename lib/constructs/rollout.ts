import { Duration } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { seeRunbook } from '../runbook';

export interface RolloutProps {
  readonly lambda: LambdaFunction;
}

const codeDeployPolicy = 'AWSCodeDeployRoleForLambdaLimited';

/** Gives new code a tenth of the calls for five minutes, and takes it back when it fails. */
export class Rollout extends Construct {
  readonly alias: Alias;
  readonly group: LambdaDeploymentGroup;

  constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id);

    this.alias = new Alias(this, 'Alias', { aliasName: 'live', version: props.lambda.currentVersion });

    const failing = new Alarm(this, 'Failing', {
      alarmDescription: seeRunbook(
        'New code fails',
        'The function ended in an error: new code is taken back',
      ),
      metric: this.alias.metricErrors({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });

    this.group = new LambdaDeploymentGroup(this, 'Group', {
      alias: this.alias,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [failing],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
    acknowledge(this.group.role, {
      [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${codeDeployPolicy}]`]:
        'the narrower of the two policies that AWS keeps for rolling functions out',
    });
  }
}
