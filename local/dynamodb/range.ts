import dynaliteQuery from 'dynalite/actions/query';
import dynaliteScan from 'dynalite/actions/scan';
import type { Item } from './attribute';
import type { Range } from './rows';
import { type Index, type Table, indexKey, rowKey } from './table';

interface RangeRequest {
  readonly ExclusiveStartKey?: Item;
  readonly ScanIndexForward?: boolean;
}

/**
 * The rows that a Query or Scan is about. dynalite's own action says whether the request fits the table and which range of
 * keys it means; it is stopped where it would start to read.
 *
 * @throws Failure ValidationException where the request does not fit the table
 */
export function rangeOf(
  action: 'Query' | 'Scan',
  table: Table,
  index: Index | undefined,
  request: RangeRequest,
): Range {
  let range: Range = {};
  const rows = {
    createValueStream: (found: Range) => {
      range = found;
      throw stopped;
    },
  };
  const store = {
    getTable: (_name: string, answer: (error: null, table: object) => void) =>
      answer(null, table.description),
    getItemDb: () => rows,
    getIndexDb: () => rows,
  };

  try {
    (action === 'Query' ? dynaliteQuery : dynaliteScan)(store, request, (error) => {
      if (error) throw error;
    });
  } catch (error) {
    if (error !== stopped) throw error;
  }
  return startingAfter(range, table, index, request);
}

const stopped = new Error('the range is known');

/** dynalite shortens an index row's key to a hash of six digits, which two rows can share: ours name the row in full. */
function startingAfter(range: Range, table: Table, index: Index | undefined, request: RangeRequest): Range {
  const { ExclusiveStartKey: last, ScanIndexForward } = request;
  if (!last) return range;
  const start = index ? indexKey(table, index, last) : rowKey(table, last);

  return ScanIndexForward === false ? { ...range, lt: start } : { ...range, gt: start };
}
