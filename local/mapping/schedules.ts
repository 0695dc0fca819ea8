import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../template/names';
import type { RuleTarget } from '../template/properties';
import type { Stage } from '../template/stage';
import type { Running } from './mapping';
import type { SendTo } from './targets';

interface Scheduled {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly targets: readonly RuleTarget[];
}

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * How long after a moment a schedule's next run is, in milliseconds.
 * @throws Error for an expression that is not offered here
 */
export function nextRunAfter(expression: string, now: Date): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? 0);
  if (ms > 0) return ms;

  const [, minute = '', hour = ''] = /^cron\((\d+|\*) (\d+|\*) [*?] \* [*?] \*\)$/.exec(expression) ?? [];
  if (minute === '' || (minute === '*' && hour !== '*'))
    throw new Error(
      `the local run does not do the schedule ${expression}: it does rate(…) and cron(minute hour * * ? *)`,
    );
  return nextClockTime(minute, hour, now).getTime() - now.getTime();
}

function nextClockTime(minute: string, hour: string, now: Date): Date {
  const next = new Date(now);
  next.setUTCSeconds(0, 0);
  next.setUTCMinutes(minute === '*' ? now.getUTCMinutes() : Number(minute));
  if (hour !== '*') next.setUTCHours(Number(hour));
  const step = minute === '*' ? 'minute' : hour === '*' ? 'hour' : 'day';
  return next > now ? next : new Date(next.getTime() + (unitMs[step] ?? 0));
}

/** Runs the schedules of the template: a run that is not over when the next is due takes its place. */
export function startSchedules(stage: Stage, send: SendTo, warn: (line: string) => void): Running {
  const running = schedulesOf(stage).map((schedule) => start(schedule, send, warn));
  return {
    stop: async () => {
      await Promise.all(running.map(async (schedule) => await schedule.stop()));
    },
  };
}

function schedulesOf(stage: Stage): readonly Scheduled[] {
  const isOn = (state: string | undefined) => state !== 'DISABLED';
  const rules = stage.parts('AWS::Events::Rule').flatMap(({ arn, resource, properties }) => {
    const { ScheduleExpression: expression, Targets: targets = [], State } = properties;
    return expression !== undefined && isOn(State)
      ? [{ name: resource.logicalId, arn, expression, targets }]
      : [];
  });
  const schedules = stage.parts('AWS::Scheduler::Schedule').flatMap(({ arn, resource, properties }) => {
    const { ScheduleExpression: expression, Target, State } = properties;
    return isOn(State) ? [{ name: resource.logicalId, arn, expression, targets: [Target] }] : [];
  });
  return [...rules, ...schedules];
}

function start(
  { name, arn, expression, targets }: Scheduled,
  send: SendTo,
  warn: (line: string) => void,
): Running {
  let timer: NodeJS.Timeout | undefined;
  let run = Promise.resolve();
  let stopped = false;

  const plan = (): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        const event = scheduledEvent(arn);
        const sends = targets.map(async (target) => await send(target, event));
        run = Promise.allSettled(sends).then((results) => {
          for (const result of results)
            if (result.status === 'rejected') warn(`schedule ${name} failed: ${String(result.reason)}`);
          plan(); // counted from the end of this run: two never overlap
        });
      },
      nextRunAfter(expression, new Date()),
    );
  };
  plan();

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await run;
    },
  };
}

function scheduledEvent(ruleArn: string): unknown {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: new Date().toISOString(),
    region: REGION,
    resources: [ruleArn],
    detail: {},
  };
}
