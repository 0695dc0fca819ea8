import type { DynamoCall } from './dynamo-call';
import type { Feed } from './feed';
import type { Functions, Invoke } from './functions';
import type { Running } from './mapping/mapping';
import { startQueueMapping } from './mapping/queue-mapping';
import { startStreamMapping, type StreamReader } from './mapping/stream-mapping';
import { urlOfQueue } from './queues';
import { replayUnfinished } from './replay';
import type { Sqs } from './sqs';
import { physicalName } from './template/names';
import type { Part, Stage } from './template/stage';
import type { Table } from './tables';

export interface MappingWorld {
  readonly stage: Stage;
  readonly functions: Functions;
  readonly tables: readonly Table[];
  readonly sqs: Sqs;
  readonly feed: Feed;
  readonly call: DynamoCall;
  readonly warn: (line: string) => void;
}

type MappingPart = Part<'AWS::Lambda::EventSourceMapping'>;

/** Starts the event source mappings of the template. Unfinished orders of tables that were there before are sent again meanwhile. */
export async function startMappings(world: MappingWorld): Promise<Running> {
  const parts = world.stage
    .parts('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false);
  const queues = parts.filter(isOfQueue).map((part) => ofQueue(world, part));
  const streams = await Promise.all(
    parts.filter((part) => !isOfQueue(part)).map(async (part) => await ofStream(world, part)),
  );

  return {
    stop: async () => {
      await Promise.all([...queues, ...streams].map(async (running) => await running.stop()));
    },
  };
}

function isOfQueue({ properties }: MappingPart): boolean {
  return properties.EventSourceArn.includes(':sqs:');
}

function ofQueue({ functions, stage, sqs, warn }: MappingWorld, { properties }: MappingPart): Running {
  return startQueueMapping({
    properties,
    queueUrl: urlOfQueue(sqs.url, properties.EventSourceArn),
    invoke: functionNamed(stage, functions, properties.FunctionName),
    sqs: sqs.call,
    warn,
  });
}

async function ofStream(world: MappingWorld, { properties }: MappingPart): Promise<Running> {
  const { functions, stage, tables, feed, sqs, warn } = world;
  const table = tables.find(({ arn }) => properties.EventSourceArn.startsWith(`${arn}/stream/`));
  if (!table) throw new Error(`no table of the stage has the stream ${properties.EventSourceArn}`);

  const invoke = functionNamed(stage, functions, properties.FunctionName);
  const reader = startStreamMapping({ properties, invoke, sqs, warn });
  const feeding = await feed(table, reader.take);
  if (table.existed) replay(world, table, reader);
  return {
    stop: async () => {
      await feeding.stop();
      await reader.stop();
    },
  };
}

function replay({ call, stage, warn }: MappingWorld, table: Table, reader: StreamReader): void {
  const [part] = stage
    .parts('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
    .filter(({ arn }) => arn === table.arn);
  const schema = (part?.properties.KeySchema ?? []) as readonly { readonly AttributeName: string }[];
  replayUnfinished(
    call,
    table,
    schema.map(({ AttributeName }) => AttributeName),
    reader.take,
  ).catch((error: unknown) =>
    warn(`unfinished orders could not be read: the auditor will find them (${String(error)})`),
  );
}

/** A mapping names its function by name or by ARN. */
function functionNamed(stage: Stage, functions: Functions, name: string): Invoke {
  const part = stage
    .parts('AWS::Lambda::Function')
    .find(({ arn, resource }) => arn === name || physicalName(resource) === name);
  const invoke = part && functions.get(part.arn);
  if (!invoke) throw new Error(`an event source mapping names the function ${name}, which is not there`);
  return invoke;
}
