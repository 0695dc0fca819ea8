import { Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ContainersStack } from '../containers-stack';
import { failingShare, perMinute, sumOf } from '../seen';
import type { ServerlessStack } from '../serverless-stack';
import type { StageConfig } from '../stage-config';
import type { Alarms } from './alarms';

const ONE_IN_A_HUNDRED = 0.01;

/** An order that is paid takes well under a second: above this, somebody waits for the gateway or the store. */
const SLOW_SECONDS = 5;

const period = perMinute;
const p99 = Stats.percentile(99);

/** A metric of the one stage of the API. */
export function ofApi({ api }: ServerlessStack, metricName: string, statistic: string): Metric {
  const dimensionsMap = { ApiName: api.api.restApiName, Stage: api.api.deploymentStage.stageName };
  return new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap, statistic, period });
}

/** What customers meet behind API Gateway. */
export function watchApi(alarms: Alarms, serverless: ServerlessStack): void {
  const failed = ofApi(serverless, '5XXError', Stats.SUM);
  const requests = ofApi(serverless, 'Count', Stats.SUM);

  alarms.when('ApiFailing', {
    heading: 'The API answers with server errors',
    says: 'For 5 minutes more than one answer in a hundred was a server error',
    metric: failingShare({ failed, requests }),
    above: ONE_IN_A_HUNDRED,
    periods: 5,
  });
  alarms.when('ApiSlow', {
    heading: 'The API is slow',
    says: `For 5 minutes one answer in a hundred took longer than ${SLOW_SECONDS} s`,
    metric: ofApi(serverless, 'Latency', p99),
    above: SLOW_SECONDS * 1000,
    periods: 5,
  });
}

/** What customers meet behind the balancer. */
export function watchBalancer(
  alarms: Alarms,
  { balancer: { loadBalancer, targets } }: ContainersStack,
): void {
  const failed = sumOf('Server errors', [
    targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period }),
    loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period }),
  ]);

  alarms.when('BalancerFailing', {
    heading: 'The balancer answers with server errors',
    says: 'For 5 minutes more than one answer in a hundred was a server error, of a task or of the balancer itself',
    metric: failingShare({ failed, requests: loadBalancer.metrics.requestCount({ period }) }),
    above: ONE_IN_A_HUNDRED,
    periods: 5,
  });
  alarms.when('BalancerSlow', {
    heading: 'Tasks are slow',
    says: `For 5 minutes one answer in a hundred took longer than ${SLOW_SECONDS} s`,
    metric: targets.metrics.targetResponseTime({ period, statistic: p99 }),
    above: SLOW_SECONDS,
    periods: 5,
  });
  alarms.when('TasksUnhealthy', {
    heading: 'Tasks are not healthy',
    says: 'For 5 minutes a task behind the balancer failed its health check',
    metric: targets.metrics.unhealthyHostCount({ period, statistic: Stats.MAXIMUM }),
    above: 0,
    periods: 5,
  });
}

/** How many tasks of a service run. */
export function runningTasks(service: FargateService): Metric {
  return new Metric({
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
    statistic: Stats.MINIMUM,
    period,
  });
}

/** Whether the tasks run that a stage has at least. */
export function watchTasks(
  alarms: Alarms,
  { apiService, workerService }: ContainersStack,
  { containers }: StageConfig,
): void {
  const says = 'For 5 minutes fewer tasks ran than the stage has at least';
  const short = { says, periods: 5, missing: TreatMissingData.BREACHING };

  alarms.when('ApiTasksMissing', {
    ...short,
    heading: 'API tasks are missing',
    metric: runningTasks(apiService),
    below: containers.api.least,
  });
  if (workerService === undefined) return;
  alarms.when('WorkerTasksMissing', {
    ...short,
    heading: 'Worker tasks are missing',
    metric: runningTasks(workerService),
    below: containers.workers.least,
  });
}
