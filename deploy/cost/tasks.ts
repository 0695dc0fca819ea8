import { isJson, listOf, type Resource } from '../../lib/guards/assembly';
import {
  containerLogBytesPerCall,
  HOURS,
  imageGb,
  insights,
  workPerTaskMinute,
  SECONDS,
} from './assumptions';
import { visit } from './metered';
import { at, charge, logs, metrics, requestsPerVisit, type Month, type Pricing } from './month';

const messagesPerVisit = visit.messages.shipping + visit.messages.deadline;

interface Server {
  /** Requests or messages of a visit. */
  readonly calls: number;
  readonly metrics: readonly string[];
}

const servers: Readonly<Record<string, Server>> = {
  api: { calls: requestsPerVisit, metrics: visit.metrics.order },
  worker: { calls: messagesPerVisit, metrics: visit.metrics.shipping },
};

/** A service runs as many tasks as its load needs, and never fewer than the stage says. */
export const priceService: Pricing = (service, month) => {
  const task = taskOf(service, month);
  const tasks = tasksOf(service, month);
  const { calls, metrics: names } = serverOf(task);
  const group = month.assembly.pointedTo(task, logGroupOf(task));

  return [
    charge('vcpu', (tasks * HOURS * Number(task.properties['Cpu'])) / 1_024),
    charge('taskMemory', (tasks * HOURS * Number(task.properties['Memory'])) / 1_024),
    charge('imageStorage', imageGb),
    ...logs(calls * month.orders * containerLogBytesPerCall, group),
    ...metrics(names, month.orders),
  ];
};

export const priceCluster: Pricing = (cluster, { assembly }) => {
  const enhanced = listOf(cluster.properties['ClusterSettings']).some(
    (setting) => at(setting, 'Value') === 'enhanced',
  );
  if (!enhanced) return [];

  const services = assembly.ofType('AWS::ECS::Service').length;
  return [charge('insightsMetric', insights.perCluster + services * insights.perService)];
};

/** Tasks that take messages from the queues; 0 where functions do. */
export function workerTasks(month: Month): number {
  return month.assembly
    .ofType('AWS::ECS::Service')
    .filter((service) => entryOf(taskOf(service, month)) === 'worker')
    .reduce((sum, service) => sum + tasksOf(service, month), 0);
}

/** On average: scaling follows the load. */
function tasksOf(service: Resource, month: Month): number {
  const { calls } = serverOf(taskOf(service, month));
  const scaling = scalingOf(service, month);
  const load = (calls * month.orders) / (SECONDS / 60);

  return Math.max(
    Number(scaling.properties['MinCapacity']),
    load / (requestsPerTask(scaling, month) ?? workPerTaskMinute),
  );
}

function requestsPerTask(scaling: Resource, month: Month): number | undefined {
  const tracked = month.assembly
    .ofType('AWS::ApplicationAutoScaling::ScalingPolicy')
    .filter((policy) => month.assembly.pointedTo(policy, policy.properties['ScalingTargetId']) === scaling)
    .map(({ properties }) => properties['TargetTrackingScalingPolicyConfiguration'])
    .find(
      (target) =>
        at(target, 'PredefinedMetricSpecification', 'PredefinedMetricType') === 'ALBRequestCountPerTarget',
    );

  return isJson(tracked) ? Number(tracked['TargetValue']) : undefined;
}

function scalingOf(service: Resource, { assembly }: Month): Resource {
  const scaling = assembly
    .ofType('AWS::ApplicationAutoScaling::ScalableTarget')
    .find(({ properties }) => JSON.stringify(properties['ResourceId']).includes(`"${service.id}"`));
  if (scaling) return scaling;

  throw new Error(`service ${service.id} of ${service.stack} must scale between bounds, got none`);
}

function taskOf(service: Resource, { assembly }: Month): Resource {
  const task = assembly.pointedTo(service, service.properties['TaskDefinition']);
  if (task) return task;

  throw new Error(`service ${service.id} of ${service.stack} must run a task of its stack, got none`);
}

function serverOf(task: Resource): Server {
  const entry = entryOf(task);
  const server = servers[entry];
  if (server) return server;

  throw new Error(
    `task ${task.id} of ${task.stack} runs "${entry}", whose work nobody has counted: say in deploy/cost/tasks.ts what a visit asks of it`,
  );
}

function entryOf({ metadata }: Resource): string {
  return /([^/]+)\.server\.ts$/.exec(String(metadata['holdfast:entry']))?.[1] ?? '';
}

function logGroupOf(task: Resource): unknown {
  const [container] = listOf(task.properties['ContainerDefinitions']);
  return at(container, 'LogConfiguration', 'Options', 'awslogs-group');
}
