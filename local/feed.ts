import type { DynamoDBRecord } from 'aws-lambda';
import type { Engine } from './dynamodb/engine';
import type { Running } from './mapping/mapping';
import type { Table } from './tables';

/** Takes the records of a table's stream, in the order of each item's changes. Must be quick. */
export type Take = (record: DynamoDBRecord) => void;

/** Where changes of a table come from. */
export type Feed = (table: Table, take: Take) => Promise<Running>;

/** The embedded engine tells of each change in the moment of its commit. */
export function feedOf(engine: Engine): Feed {
  return (table, take) => {
    const stop = engine.onChange(table.name, (record) => {
      take({ ...(record as DynamoDBRecord), eventSourceARN: table.arn });
    });
    return Promise.resolve({
      stop: () => {
        stop();
        return Promise.resolve();
      },
    });
  };
}
