import type { ChangeRecord } from './change-record';
import { noDisk, openDisk } from './disk';
import { failure, isFailure, unknownOperation } from './failure';
import { type Operation, operationsOf } from './operations';
import { checkRequest } from './request';
import { makeStore } from './store';
import type { Table } from './table';
import { makeTokens } from './tokens';

export type { ChangeRecord };

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A DynamoDB in this process. */
export interface Engine {
  /**
   * One DynamoDB JSON 1.0 call. `operation` is its name, such as `PutItem`, and `body` the parsed request.
   * Never throws for an error of DynamoDB's: that is an answer too. Answers share their items with the store: do not change them.
   */
  call(operation: string, body: unknown): Promise<Answer>;
  /**
   * Called for every committed change of a table, in the order of commits, with both images whatever the table's stream
   * is set to. A listener must be quick and must not throw. Returns how to stop.
   */
  onChange(table: string, listener: (record: ChangeRecord) => void): () => void;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Where tables and items are kept. @default nowhere: they end with the process */
  readonly folder?: string;
}

/**
 * Opens an engine, in memory or over a folder.
 * A change that was answered survives a kill of the process; a power cut may lose the last ones, since disk writes are not synced.
 *
 * @throws Error one line, with the fix, when the folder is in use or cannot be read
 */
export async function openEngine({ folder }: EngineOptions = {}): Promise<Engine> {
  const { disk, tables } =
    folder === undefined ? { disk: noDisk, tables: new Map<string, Table>() } : await openDisk(folder);
  const store = makeStore(disk, tables);
  const operations = operationsOf(store, makeTokens());

  return {
    call: async (name, body) => {
      try {
        const answer = run(operations, name, body);
        // an answer, a refusal too, may rest on a change that is still on its way to the disk
        await store.settled();
        return answer;
      } catch (error) {
        return {
          status: 500,
          body: failure('InternalServerError', `the engine failed: ${String(error)}`).body,
        };
      }
    },
    onChange: (table, listener) => store.onChange(table, listener),
    close: () => disk.close(),
  };
}

function run(operations: ReadonlyMap<string, Operation>, name: string, body: unknown): Answer {
  try {
    const operation = operations.get(name);
    if (!operation)
      throw unknownOperation(`The operation '${name}' is not supported by the embedded DynamoDB`);
    return { status: 200, body: operation.run(checkRequest(body, operation.shape) as never) };
  } catch (error) {
    if (isFailure(error)) return { status: error.statusCode, body: error.body };
    throw error;
  }
}
