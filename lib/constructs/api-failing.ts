import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { seeRunbook } from '../runbook';

const ONE_IN_A_HUNDRED = 0.01;

/** Goes off while more than one answer in a hundred is a server error, whether the function threw or answered so. */
export function apiFailing(scope: Construct, id: string, api: RestApi): Alarm {
  return new Alarm(scope, id, {
    alarmDescription: seeRunbook(
      'New code makes the API fail',
      'More than one answer in a hundred is a server error: new code is taken back',
    ),
    metric: new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5XXError',
      // by name and not by reference: the stage waits for the functions, which wait for this alarm
      dimensionsMap: { ApiName: api.restApiName, Stage: 'live' },
      statistic: Stats.AVERAGE,
      period: Duration.minutes(1),
    }),
    threshold: ONE_IN_A_HUNDRED,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
