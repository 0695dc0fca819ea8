import {
  GraphWidget,
  SingleValueWidget,
  Stats,
  TextWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ContainersStack } from '../containers-stack';
import type { MessagingStack } from '../messaging-stack';
import { counted, perMinute } from '../seen';
import type { ServerlessStack } from '../serverless-stack';
import type { StageConfig } from '../stage-config';
import type { StateStack } from '../state-stack';
import type { AppFunction } from './app-function';
import { ofApi, runningTasks } from './watch-doors';

/** A row is 24 wide. */
const THIRD = 8;
const HEIGHT = 6;
const period = perMinute;

function graph(title: string, left: readonly IMetric[], right: readonly IMetric[] = []): IWidget {
  return new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width: THIRD,
    height: HEIGHT,
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
  });
}

export function heading(text: string): IWidget {
  return new TextWidget({ markdown: `## ${text}`, width: 3 * THIRD, height: 1 });
}

/** What sells, what does not, and whether everything adds up. */
export function businessRow(config: StageConfig): readonly IWidget[] {
  const of = (...names: readonly Parameters<typeof counted>[1][]) =>
    names.map((name) => counted(config, name));
  const audited = of(
    'drift',
    'books_wrong',
    'unsettled',
    'overdue',
    'oldest_overdue_seconds',
    'deadlines_held',
  );

  return [
    graph('Orders', of('accepted', 'sold_out', 'declined')),
    graph('Shipped and refunded', of('shipped', 'refunded', 'shipment_refused')),
    graph('No answer', of('payment_unknown', 'refund_unknown', 'shipment_unknown', 'unreadable')),
    new SingleValueWidget({
      title: 'What the last audit found',
      metrics: audited.map((metric) => metric.with({ period: config.auditEvery })),
      width: 3 * THIRD,
      height: 4,
    }),
  ];
}

export function apiRow(serverless: ServerlessStack): readonly IWidget[] {
  const sum = (name: string) => ofApi(serverless, name, Stats.SUM);
  const latency = (percent: number) => ofApi(serverless, 'Latency', Stats.percentile(percent));

  return [
    graph('API: requests', [sum('Count')], [sum('4XXError'), sum('5XXError')]),
    graph('API: time to answer', [50, 95, 99].map(latency)),
    graph('API: time within functions', [ofApi(serverless, 'IntegrationLatency', Stats.percentile(99))]),
  ];
}

export function balancerRow({ balancer: { loadBalancer, targets } }: ContainersStack): readonly IWidget[] {
  const code = (type: HttpCodeTarget) => targets.metrics.httpCodeTarget(type, { period });
  const time = (percent: number) =>
    targets.metrics.targetResponseTime({ period, statistic: Stats.percentile(percent) });

  return [
    graph(
      'Balancer: requests',
      [loadBalancer.metrics.requestCount({ period })],
      [code(HttpCodeTarget.TARGET_4XX_COUNT), code(HttpCodeTarget.TARGET_5XX_COUNT)],
    ),
    graph('Balancer: time to answer', [50, 95, 99].map(time)),
    graph('Balancer: tasks', [
      targets.metrics.healthyHostCount({ period }),
      targets.metrics.unhealthyHostCount({ period }),
    ]),
  ];
}

export function functionRow(functions: readonly AppFunction[]): readonly IWidget[] {
  const each = (name: string, statistic: string = Stats.SUM) =>
    functions.map((one) => one.lambda.metric(name, { period, statistic, label: one.node.id }));

  return [
    graph('Functions: errors', each('Errors'), each('Throttles')),
    graph('Functions: time (p99)', each('Duration', Stats.percentile(99))),
    graph('Functions: at once', each('ConcurrentExecutions', Stats.MAXIMUM)),
  ];
}

export function taskRow({ apiService, workerService }: ContainersStack): readonly IWidget[] {
  const services = [apiService, ...(workerService ? [workerService] : [])];

  return [
    graph('Tasks: running', services.map(runningTasks)),
    graph(
      'Tasks: processor',
      services.map((service) => service.metricCpuUtilization({ period })),
    ),
    graph(
      'Tasks: memory',
      services.map((service) => service.metricMemoryUtilization({ period })),
    ),
  ];
}

export function queueRow({
  shipping,
  deadline,
  givenUp,
  dispatcher,
  publisher,
}: MessagingStack): readonly IWidget[] {
  const queues = [shipping, deadline];
  const dead = [shipping.deadLetters, deadline.deadLetters, givenUp.dispatcher, givenUp.publisher];

  return [
    graph(
      'Queues: oldest message, and how many wait',
      queues.map(({ queue }) => queue.metricApproximateAgeOfOldestMessage({ period })),
      queues.map(({ queue }) => queue.metricApproximateNumberOfMessagesVisible({ period })),
    ),
    graph(
      'Dead letters',
      dead.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period })),
    ),
    graph(
      'Stream: how far behind its readers are',
      [dispatcher, publisher].map((reader) =>
        reader.lambda.metric('IteratorAge', { period, statistic: Stats.MAXIMUM, label: reader.node.id }),
      ),
    ),
  ];
}

export function tableRow({ orders, inventory }: StateStack): readonly IWidget[] {
  const tables = [orders, inventory];
  const of = (name: string) =>
    tables.map(({ table, node }) =>
      table.metric(name, { period, statistic: Stats.SUM, label: `${node.id} ${name}` }),
    );

  return [
    graph('Tables: units', of('ConsumedWriteCapacityUnits'), of('ConsumedReadCapacityUnits')),
    graph('Tables: put off', [...of('WriteThrottleEvents'), ...of('ReadThrottleEvents')]),
    graph('Tables: conflicts and refusals', of('TransactionConflict'), of('ConditionalCheckFailedRequests')),
  ];
}
