import * as deleteTableShape from 'dynalite/validations/deleteTable';
import * as describeTableShape from 'dynalite/validations/describeTable';
import * as listTablesShape from 'dynalite/validations/listTables';
import { batchGet, batchWrite } from './batch';
import { readPage } from './query';
import { getItem } from './read';
import type { Shape } from './request';
import {
  describeContinuousBackups,
  describeTimeToLive,
  listTags,
  tagResource,
  untagResource,
  updateContinuousBackups,
  updateTimeToLive,
} from './settings';
import * as shapes from './shapes';
import type { Store } from './store';
import { describeStream, getRecords, getShardIterator, listStreams } from './stream-calls';
import * as streamShapes from './stream-shapes';
import * as tableShapes from './table-shapes';
import { updateTable } from './update-table';
import { createTable, deleteTable, describeTable, listTables } from './tables';
import type { Tokens } from './tokens';
import { transactGet } from './transact-get';
import { transactWrite } from './transact-write';
import { write } from './write';

/** One operation: what its request looks like, and what it does with one that was checked. */
export interface Operation {
  readonly shape: Shape;
  readonly run: (request: never) => object;
}

/** Everything the engine can do, by the name in `X-Amz-Target`. */
export function operationsOf(store: Store, tokens: Tokens): ReadonlyMap<string, Operation> {
  const on = (shape: Shape, run: (store: Store, request: never) => object): Operation => ({
    shape,
    run: (request) => run(store, request),
  });

  return new Map<string, Operation>([
    ['CreateTable', on(tableShapes.create, createTable)],
    ['DeleteTable', on(deleteTableShape, deleteTable)],
    ['DescribeTable', on(describeTableShape, describeTable)],
    ['ListTables', on(listTablesShape, listTables)],
    ['UpdateTable', on(tableShapes.update, updateTable)],
    ['UpdateTimeToLive', on(tableShapes.updateTimeToLive, updateTimeToLive)],
    ['DescribeTimeToLive', on(describeTableShape, describeTimeToLive)],
    ['UpdateContinuousBackups', on(tableShapes.updateContinuousBackups, updateContinuousBackups)],
    ['DescribeContinuousBackups', on(describeTableShape, describeContinuousBackups)],
    ['TagResource', on(tableShapes.tag, tagResource)],
    ['UntagResource', on(tableShapes.untag, untagResource)],
    ['ListTagsOfResource', on(tableShapes.listTags, listTags)],

    ['GetItem', on(shapes.get, getItem)],
    ['PutItem', on(shapes.put, (held, request) => write(held, 'Put', request))],
    ['UpdateItem', on(shapes.update, (held, request) => write(held, 'Update', request))],
    ['DeleteItem', on(shapes.remove, (held, request) => write(held, 'Delete', request))],
    ['Query', on(shapes.query, (held, request) => readPage(held, 'Query', request))],
    ['Scan', on(shapes.scan, (held, request) => readPage(held, 'Scan', request))],

    ['BatchGetItem', on(shapes.batchGet, batchGet)],
    ['BatchWriteItem', on(shapes.batchWrite, batchWrite)],
    ['TransactGetItems', on(shapes.transactGet, transactGet)],
    ['TransactWriteItems', on(shapes.transactWrite, (held, request) => transactWrite(held, tokens, request))],

    ['ListStreams', on(streamShapes.list, ({ streams }, request) => listStreams(streams, request))],
    ['DescribeStream', on(streamShapes.describe, ({ streams }, request) => describeStream(streams, request))],
    [
      'GetShardIterator',
      on(streamShapes.iterator, ({ streams }, request) => getShardIterator(streams, request)),
    ],
    ['GetRecords', on(streamShapes.records, ({ streams }, request) => getRecords(streams, request))],
  ]);
}
