import type { ChangeRecord } from './change-record';
import type { StreamSpecification } from './describe';
import type { TableDescription } from './table';

/** The most records that a stream keeps; older ones are trimmed. AWS keeps them for a day. */
const KEPT_RECORDS = 50_000;

export interface Stream {
  readonly arn: string;
  readonly label: string;
  readonly table: TableDescription;
  readonly viewType: string;
  readonly startedAt: number;
  /** False once it was disabled or its table deleted; what it holds can still be read. */
  enabled: boolean;
  /** The first sequence number that it may hold. */
  readonly from: string;
  readonly records: ChangeRecord[];
}

/** The streams of all tables, for as long as the process runs. */
export interface Streams {
  readonly all: ReadonlyMap<string, Stream>;
  /** Opens the stream that a description names, and ends the table's others. */
  follow(description: TableDescription, sequence: string): void;
  end(table: string): void;
  /** Whether a table's changes go to a stream. */
  isOpen(table: string): boolean;
  append(table: string, record: ChangeRecord): void;
}

export function makeStreams(): Streams {
  const all = new Map<string, Stream>();
  const open = new Map<string, Stream>();

  const end = (table: string): void => {
    const stream = open.get(table);
    if (stream) stream.enabled = false;
    open.delete(table);
  };

  const follow = (description: TableDescription, from: string): void => {
    const arn = description['LatestStreamArn'] as string | undefined;
    const specification = description['StreamSpecification'] as StreamSpecification | undefined;
    if (arn !== undefined && open.get(description.TableName)?.arn === arn && specification) return;
    end(description.TableName);
    if (!specification || arn === undefined) return;

    const stream: Stream = {
      arn,
      label: String(description['LatestStreamLabel']),
      table: description,
      viewType: specification.StreamViewType ?? 'NEW_AND_OLD_IMAGES',
      startedAt: Date.now() / 1000,
      enabled: true,
      from,
      records: [],
    };
    all.set(arn, stream);
    open.set(description.TableName, stream);
  };

  return {
    all,
    follow,
    end,
    isOpen: (table) => open.has(table),
    append: (table, record) => {
      const records = open.get(table)?.records;
      records?.push(record);
      if (records && records.length > KEPT_RECORDS * 1.2) records.splice(0, records.length - KEPT_RECORDS);
    },
  };
}
