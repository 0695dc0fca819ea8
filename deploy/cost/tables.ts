import { isJson, listOf, type Resource } from '../../lib/guards/assembly';
import { HOURS, keyRequestsPerHour } from './assumptions';
import { auditsIn, auditUnits, storedBytes } from './audits';
import { visit, type MeteredTable } from './metered';
import { at, BYTES_PER_GB, charge, type Charge, type Pricing } from './month';

export const priceTable: Pricing = (table, month) => {
  const name = nameOf(table);
  const use = visit.tables[name];
  const gigabytes = storedBytes(name, month.orders) / BYTES_PER_GB;
  const recoverable = at(table.properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled');
  const hasKeyOfAws = at(table.properties, 'SSESpecification', 'SSEEnabled');

  return [
    charge('writeUnit', use.writeUnits * month.orders),
    charge('readUnit', use.readUnits * month.orders),
    charge('auditUnit', auditUnits(name, month.orders) * auditsIn(month)),
    charge('tableStorage', gigabytes),
    ...(recoverable === true ? [charge('recovery', gigabytes)] : []),
    ...(hasKeyOfAws === true ? [charge('keyRequest', keyRequestsPerHour * HOURS)] : []),
    ...insights(table, use.accesses * month.orders),
  ];
};

/** @throws Error for a table whose use nobody has metered. */
function nameOf({ id, stack }: Resource): MeteredTable {
  if (id in visit.tables) return id as MeteredTable;

  throw new Error(`table ${id} of ${stack} has no metered use: meter it in test/deploy/metering.ts`);
}

/** Four rules for a table with two keys, and as many for each index that is watched too. */
function insights({ properties }: Resource, accesses: number): readonly Charge[] {
  const watched = [properties, ...listOf(properties['GlobalSecondaryIndexes'])].filter(
    (place) => isJson(place) && at(place, 'ContributorInsightsSpecification', 'Enabled') === true,
  );
  if (watched.length === 0) return [];

  return [charge('contributorRule', 4 * watched.length), charge('contributorEvent', accesses)];
}
