import { assemblyOf, type Assembly, type Resource } from '../../lib/guards/assembly';
import { everything, synthesise, type Json, type Templates } from './synthesised';

function assembled(templates: Templates, prefix: string): Assembly {
  const stacks = [...templates].filter(([stack]) => stack.startsWith(prefix));
  return assemblyOf(
    stacks.map(([stack, template]) => ({ stack, templatePath: '', template: { ...template } })),
  );
}

/** Every stage as it is configured. */
export const all = assembled(everything.templates, '');

/** Prod alone. */
export const prod = assembled(everything.templates, 'holdfast-prod/');

/** Prod as it would be with nothing but containers: what no stage is, and a team may choose. */
export const containersAlone = assembled(
  synthesise({ stages: ['prod'], variants: ['containers'] }).templates,
  'holdfast-prod/',
);

/** An alarm, and the templates that it stands in. */
export interface Placed {
  readonly assembly: Assembly;
  readonly alarm: Resource;
}

/** Alarms for people: those of scaling start and stop tasks. */
export function alarmsOf(assemblies: readonly Assembly[]): readonly Placed[] {
  return assemblies.flatMap((assembly) =>
    assembly
      .ofType('AWS::CloudWatch::Alarm')
      .filter((alarm) => !actionsOf(assembly, alarm).includes('AWS::ApplicationAutoScaling::ScalingPolicy'))
      .map((alarm) => ({ assembly, alarm })),
  );
}

/** What an alarm does when it goes off and when it is over. */
export function actionsOf(assembly: Assembly, alarm: Resource): readonly (string | undefined)[] {
  return ['AlarmActions', 'OKActions'].flatMap((when) =>
    ((alarm.properties[when] ?? []) as readonly unknown[]).map(
      (action) => assembly.pointedTo(alarm, action)?.type,
    ),
  );
}

/** A metric that somebody looks at, with the names that it is found by. */
export interface Seen {
  readonly namespace: string;
  readonly name: string;
  readonly statistic?: string;
  /** In seconds. */
  readonly period?: number;
  /** By name: a text, or the resource that a reference leads to. */
  readonly dimensions: Readonly<Record<string, string | Resource | undefined>>;
}

interface MetricStat {
  readonly Metric: Json;
  readonly Stat: string;
  readonly Period: number;
}

/** The metrics of an alarm, those that it computes with included. */
export function metricsOf(assembly: Assembly, alarm: Resource): readonly Seen[] {
  const { Metrics, Statistic, Period, ...Metric } = alarm.properties;
  const computed = (Metrics ?? []) as readonly { readonly MetricStat?: MetricStat }[];
  const alone = { Metric, Stat: String(Statistic), Period: Number(Period) };
  const all = Metrics === undefined ? [alone] : computed.flatMap(({ MetricStat: one }) => one ?? []);

  return all.map(({ Metric: metric, Stat, Period: period }) => ({
    namespace: String(metric['Namespace']),
    name: String(metric['MetricName']),
    statistic: Stat,
    period,
    dimensions: Object.fromEntries(
      ((metric['Dimensions'] ?? []) as readonly { readonly Name: string; readonly Value: unknown }[]).map(
        ({ Name, Value }) => [Name, typeof Value === 'string' ? Value : leadsTo(assembly, alarm, Value)],
      ),
    ),
  }));
}

export interface Widget {
  readonly type: string;
  readonly y: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
  };
}

/** The widgets of a dashboard, and the metrics in them. A reference stands in the body as `<<its place>>`. */
export function widgetsOf(assembly: Assembly, dashboard: Resource) {
  const body = dashboard.properties['DashboardBody'] as {
    readonly 'Fn::Join': readonly [string, readonly unknown[]];
  };
  const parts = body['Fn::Join'][1];
  const text = parts.map((part, at) => (typeof part === 'string' ? part : `<<${at}>>`)).join('');
  const { widgets } = JSON.parse(text) as { readonly widgets: readonly Widget[] };

  const referred = (value: unknown): string | Resource | undefined => {
    const at = /^<<(\d+)>>/.exec(String(value))?.[1];
    return at === undefined ? String(value) : leadsTo(assembly, dashboard, parts[Number(at)]);
  };
  const metrics = widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .filter(([namespace]) => typeof namespace === 'string')
    .map((row): Seen => {
      const [namespace, name, ...rest] = row.filter((cell) => typeof cell !== 'object');
      const pairs = rest.flatMap((key, at) =>
        at % 2 === 0 ? [[String(key), referred(rest[at + 1])] as const] : [],
      );
      return { namespace: String(namespace), name: String(name), dimensions: Object.fromEntries(pairs) };
    });

  return { widgets, metrics, referred };
}

/** The resource that a reference names, be it in part: a balancer's name is cut out of its listener's. */
function leadsTo(assembly: Assembly, from: Resource, value: unknown): Resource | undefined {
  const target = assembly.pointedTo(from, value);
  if (target !== undefined || typeof value !== 'object' || value === null) return target;

  return Object.values(value)
    .map((part: unknown) => leadsTo(assembly, from, part))
    .find((found) => found !== undefined);
}
