import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** What code belongs to, by where it is from; the first that fits counts. */
const parts = {
  sdk: /node_modules\/@(aws-sdk|smithy)\//,
  engine: /\/local\/dynamodb\/|node_modules\/(dynalite|big\.js)\//,
  shop: /\/lambda\/|node_modules\/(hono|zod|aws-jwt-verify)\/|^node:internal\/(deps\/undici|webstreams)/,
  queuesEventsRoutes: /\/local\/|node_modules\//,
  http: /^node:(_?http|net|stream|internal\/stream)/,
} as const;

/** The sampling itself, whose start and end take a while. */
const measuring = /\/local\/bench\//;

/** Each part's share of the busy time of this thread, from 0 to 1. */
export type TimeShares = Readonly<Record<keyof typeof parts | 'memory' | 'other', number>>;

/** Samples this thread while `work` lasts. What Node does for a part (hashing, parsing) counts as that part. */
export async function timeSharesOf(work: () => Promise<unknown>): Promise<TimeShares> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  return sharesOf(profile);
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): TimeShares {
  const partById = partsOf(nodes);
  const shares = { sdk: 0, engine: 0, shop: 0, queuesEventsRoutes: 0, http: 0, memory: 0, other: 0 };
  let busy = 0;
  samples.forEach((id, at) => {
    const part = partById.get(id);
    if (part === undefined || part === 'notCounted') return;
    const time = timeDeltas[at] ?? 0;
    shares[part] += time;
    busy += time;
  });

  const asShare = ([part, time]: [string, number]) => [part, Number((time / busy).toFixed(2))];
  return Object.fromEntries(Object.entries(shares).map(asShare)) as TimeShares;
}

type Part = keyof TimeShares | 'notCounted';

/** A frame that belongs to no part itself belongs to its caller's. Callers come before those whom they call. */
function partsOf(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, Part> {
  const found = new Map<number, Part>();
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) {
    found.set(id, partOf(callFrame) ?? found.get(callers.get(id) ?? NaN) ?? 'other');
  }
  return found;
}

function partOf({ functionName, url }: Profiler.ProfileNode['callFrame']): Part | undefined {
  if (functionName === '(idle)' || measuring.test(url)) return 'notCounted';
  if (functionName === '(garbage collector)') return 'memory';
  for (const [part, place] of Object.entries(parts)) if (place.test(url)) return part as keyof typeof parts;
  return undefined;
}
