import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { readBody } from './http/read-body';
import { listen } from './listen';
import { readPattern } from './mapping/event-filter';
import type { SendTo } from './mapping/targets';
import { ACCOUNT, physicalName, REGION } from './template/names';
import type { Stage } from './template/stage';

/** Where events go: the rules of the template, or nowhere. */
export interface Bus {
  /** Takes one event. Rejects with an {@link EntryError} when EventBridge would not take it. */
  readonly put: (entry: Entry) => string | EntryError;
}

export interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Seconds since 1970. */
  readonly Time?: number;
}

export interface EntryError {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const mostEntries = 10; // EventBridge's quota

/** The template's buses with their rules. Every event is also free to go nowhere. */
export function makeBus(stage: Stage, send: SendTo, warn: (line: string) => void): Bus {
  const buses = stage
    .parts('AWS::Events::EventBus')
    .flatMap(({ arn, resource }) => [arn, physicalName(resource)]);
  const rules = stage.parts('AWS::Events::Rule').flatMap(({ properties, resource }) => {
    const { EventPattern, EventBusName = 'default', Targets = [], State } = properties;
    if (EventPattern === undefined || State === 'DISABLED') return [];
    return [
      {
        name: resource.logicalId,
        bus: nameOf(EventBusName),
        fits: readPattern(EventPattern),
        targets: Targets,
      },
    ];
  });

  return {
    put: (entry) => {
      const { EventBusName: bus = 'default' } = entry;
      const error = mistakeIn(entry);
      if (error) return error;
      if (bus !== 'default' && !buses.includes(bus))
        return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist.` };

      const event = eventOf(entry);
      for (const { targets, name } of rules.filter((rule) => rule.bus === nameOf(bus) && rule.fits(event)))
        for (const target of targets)
          send(target, event).catch((reason: unknown) => warn(`rule ${name} failed: ${String(reason)}`));
      return event.id;
    },
  };
}

function nameOf(bus: string): string {
  return bus.split('/').at(-1) ?? bus;
}

function mistakeIn({ Source, DetailType, Detail }: Entry): EntryError | undefined {
  const missing = Object.entries({ Source, DetailType, Detail }).find(
    ([, value]) => typeof value !== 'string' || value === '',
  );
  if (missing) {
    const [name] = missing;
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    };
  }
  try {
    const detail: unknown = JSON.parse(Detail ?? '');
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return undefined;
  } catch {
    // said below
  }
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function eventOf({ Source, DetailType, Detail = '{}', Resources = [], Time }: Entry) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: ACCOUNT,
    time: new Date(Time === undefined ? Date.now() : Time * 1000).toISOString(),
    region: REGION,
    resources: Resources,
    detail: JSON.parse(Detail) as unknown,
  };
}

export interface BusEndpoint {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves PutEvents on a free port of loopback. `bus` is asked for at each call, since rules need functions, and those this endpoint. */
export async function serveBus(bus: () => Bus | undefined): Promise<BusEndpoint> {
  const server = createServer((request, response) => {
    void readBody(request).then(({ body }) =>
      answer(bus(), String(request.headers['x-amz-target']), body, response),
    );
  });
  const url = await listen(server, 0, 'no option');
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(bus: Bus | undefined, target: string, body: Buffer, response: ServerResponse): void {
  const { status, said } = putEvents(bus, target, body);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(said));
}

function putEvents(
  bus: Bus | undefined,
  target: string,
  body: Buffer,
): { readonly status: number; readonly said: object } {
  const refuse = (type: string, message: string) => ({ status: 400, said: { __type: type, message } });
  const action = target.replace('AWSEvents.', '');
  if (action !== 'PutEvents')
    return refuse('UnknownOperationException', `the local event bus does not do ${action}`);

  const { Entries = [] } = parse(body);
  if (Entries.length < 1 || Entries.length > mostEntries)
    return refuse(
      'ValidationException',
      `Entries must be a list of 1 to ${mostEntries}, got ${Entries.length}`,
    );
  const results = Entries.map(
    (entry) => bus?.put(entry) ?? { ErrorCode: 'InternalFailure', ErrorMessage: 'not started yet' },
  );
  const entries = results.map((result) => (typeof result === 'string' ? { EventId: result } : result));
  const FailedEntryCount = results.filter((result) => typeof result !== 'string').length;
  return { status: 200, said: { FailedEntryCount, Entries: entries } };
}

function parse(body: Buffer): { readonly Entries?: readonly Entry[] } {
  try {
    return JSON.parse(body.toString()) as { readonly Entries?: readonly Entry[] };
  } catch {
    return {};
  }
}
