import { isJson, listOf, type Resource } from './assembly';
import type { Guard } from './guard';

const tableTypes = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

export const noTimers: Guard = {
  id: 'no-ttl-timers',
  promise: 'nothing waits for TTL to delete an item: it does so within days, and stock is held for minutes',
  findings: (assembly) =>
    assembly
      .ofType(...tableTypes)
      .filter(({ properties }) => properties['TimeToLiveSpecification'] !== undefined)
      .map((resource) => ({
        resource,
        says: 'table must have no TTL: what must happen in time is a message',
      })),
};

export const recovery: Guard = {
  id: 'point-in-time-recovery',
  promise: 'every table can be restored to any second of the last 35 days',
  findings: (assembly) =>
    assembly
      .ofType(...tableTypes)
      .filter((table) => !isRecoverable(table))
      .map((resource) => ({ resource, says: 'table must have point-in-time recovery on' })),
};

/** A global table says it of each replica. */
function isRecoverable({ properties }: Resource): boolean {
  const places = properties['Replicas'] === undefined ? [properties] : listOf(properties['Replicas']);

  return places.every((place) => {
    const setting = isJson(place) ? place['PointInTimeRecoverySpecification'] : undefined;
    return isJson(setting) && setting['PointInTimeRecoveryEnabled'] === true;
  });
}
