import { listOf, type Assembly, type Resource } from '../../lib/guards/assembly';
import { HOURS } from './assumptions';
import { at } from './month';

/** How often a schedule runs a function in a month, whether anybody buys or not. */
export function runsOf(lambda: Resource, assembly: Assembly): number {
  return assembly
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) => properties['ScheduleExpression'] !== undefined)
    .filter((rule) =>
      listOf(rule.properties['Targets']).some((target) => runs(rule, at(target, 'Arn'), assembly) === lambda),
    )
    .reduce((sum, rule) => sum + HOURS / hoursBetween(rule), 0);
}

/** The function behind a target, which may be an alias of it. */
function runs(rule: Resource, target: unknown, assembly: Assembly): Resource | undefined {
  const aim = assembly.pointedTo(rule, target);

  return aim?.type === 'AWS::Lambda::Alias' ? assembly.pointedTo(aim, aim.properties['FunctionName']) : aim;
}

/** @throws Error for a schedule that is no rate. */
function hoursBetween({ id, properties }: Resource): number {
  const schedule = String(properties['ScheduleExpression']);
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  const hours = { minute: 1 / 60, hour: 1, day: 24 }[unit];
  if (hours !== undefined) return Number(count) * hours;

  throw new Error(`schedule ${id} must be a rate, got ${schedule}`);
}
