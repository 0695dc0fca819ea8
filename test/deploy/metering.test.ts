import { emptyAudit, visit } from '../../deploy/cost/metered';
import { meterEmptyAudit, meterVisit } from './metering';

test('a visit takes what the cost model says it takes', async () => {
  const metered = await meterVisit();

  expect(metered).toEqual(visit);
});

test('an audit of empty tables takes what the cost model says it takes', async () => {
  const metered = await meterEmptyAudit();

  expect(metered).toEqual(emptyAudit);
});
