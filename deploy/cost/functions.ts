import type { Resource } from '../../lib/guards/assembly';
import { coldStart, logBytesPerCall, msPerCall } from './assumptions';
import { auditSeconds } from './audits';
import { emptyAudit, visit } from './metered';
import { at, charge, logs, metrics, traces, type Charge, type Pricing } from './month';
import { runsOf } from './schedules';

const MIB_PER_GB = 1_024;

/** Calls of each entry in a visit. Records and messages come one at a time: batches make it cheaper. */
const callsPerVisit: Readonly<Record<string, number>> = {
  order: visit.requests.order,
  inventory: visit.requests.inventory,
  authorizer: 1, // the gateway remembers its answer for five minutes
  dispatcher: visit.changes,
  publisher: visit.changes,
  shipping: visit.messages.shipping,
  deadline: visit.messages.deadline,
  auditor: 0,
};

/** What they do is traced from the gateway on. */
const behindGateway: ReadonlySet<string> = new Set(['order', 'inventory', 'authorizer']);

const metricsPerVisit: Readonly<Record<string, readonly string[]>> = visit.metrics;

export const priceFunction: Pricing = (lambda, { orders, assembly }) => {
  const entry = entryOf(lambda);
  const scheduled = runsOf(lambda, assembly);
  const calls = (callsPerVisit[entry] ?? 0) * orders + scheduled;
  const gigabytes = Number(lambda.properties['MemorySize'] ?? 128) / MIB_PER_GB;
  const startsTraces =
    at(lambda.properties, 'TracingConfig', 'Mode') === 'Active' && !behindGateway.has(entry);
  const group = assembly.pointedTo(lambda, at(lambda.properties, 'LoggingConfig', 'LogGroup'));

  return [
    charge('invocation', calls),
    charge('compute', calls * secondsOf(entry, orders) * gigabytes),
    ...logs(calls * logBytesPerCall, group),
    ...(startsTraces ? traces(calls) : []),
    ...published(entry, orders, scheduled),
  ];
};

function secondsOf(entry: string, orders: number): number {
  if (entry === 'auditor') return auditSeconds(orders);

  return ((msPerCall[entry] ?? 0) + coldStart.ms * coldStart.share) / 1_000;
}

function published(entry: string, orders: number, scheduled: number): readonly Charge[] {
  return entry === 'auditor'
    ? metrics(emptyAudit.metrics, scheduled)
    : metrics(metricsPerVisit[entry] ?? [], orders);
}

/** @throws Error for a function whose calls nobody has counted. */
function entryOf({ id, stack, metadata }: Resource): string {
  const [, entry = ''] = /([^/]+)\.lambda\.ts$/.exec(String(metadata['holdfast:entry'])) ?? [];
  if (entry in callsPerVisit && entry in msPerCall) return entry;

  throw new Error(
    `function ${id} of ${stack} runs "${entry}", whose calls nobody has counted: say in deploy/cost/functions.ts how many a visit makes`,
  );
}
