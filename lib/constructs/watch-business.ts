import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Level } from '../../lambda/observe/measures';
import { counted } from '../seen';
import type { StageConfig } from '../stage-config';
import type { Alarms } from './alarms';

const fiveMinutes = Duration.minutes(5);

/** Orders, money and goods: what goes wrong for customers, whichever part is at fault. */
export function watchBusiness(alarms: Alarms, config: StageConfig): void {
  watchAudit(alarms, config);

  alarms.when('PaymentsUnknown', {
    heading: 'Payments get no answer',
    says: 'The payment gateway left more than 5 calls in 5 minutes without an answer',
    metric: counted(config, 'payment_unknown', fiveMinutes),
    above: 5,
  });
  alarms.when('RefundsUnknown', {
    heading: 'Refunds get no answer',
    says: 'The payment gateway left more than 5 refunds in 15 minutes without an answer',
    metric: counted(config, 'refund_unknown', Duration.minutes(15)),
    above: 5,
  });
  alarms.when('CarrierDown', {
    heading: 'The carrier gives no answer',
    says: 'More than 5 calls to the carrier in 5 minutes were left without an answer',
    metric: counted(config, 'shipment_unknown', fiveMinutes),
    above: 5,
  });
}

/** The values of the last run stand until the next one, and that there are runs has an alarm of its own. */
function watchAudit(alarms: Alarms, config: StageConfig): void {
  const { auditEvery } = config;
  const found = (name: Parameters<typeof counted>[1]) => counted(config, name, auditEvery);
  // a day is the longest period there is; its minimum is above 0 only if every audit of the day (96 by default) says so
  const wholeDay = (name: Level) => found(name).with({ statistic: Stats.MINIMUM, period: Duration.days(1) });
  const missing = TreatMissingData.IGNORE;

  alarms.when('Drift', {
    heading: 'Stock and orders disagree',
    says: 'The audit counted units that orders and stock do not agree on: they may be sold twice, or never',
    metric: found('drift'),
    above: 0,
    missing,
  });
  alarms.when('BooksWrong', {
    heading: 'The books contradict each other',
    says: 'The audit found orders, charges, shipments or receipts that do not fit together',
    metric: found('books_wrong'),
    above: 0,
    missing,
  });
  alarms.when('Overdue', {
    heading: 'Orders are overdue',
    says: 'An order is further past its deadline than two audits, which send it on its way again, can explain',
    metric: found('oldest_overdue_seconds'),
    above: 2 * auditEvery.toSeconds(),
    missing,
  });
  alarms.when('Unsettled', {
    heading: 'Products could not be counted',
    says: 'For a whole day no audit was able to judge every product: some sell all the time',
    metric: wholeDay('unsettled'),
    above: 0,
    missing,
  });
  alarms.when('DeadlinesHeld', {
    heading: 'Deadlines are held',
    says: 'For a whole day nothing that was due has been done and nothing was refunded, because the stage says so',
    metric: wholeDay('deadlines_held'),
    above: 0,
    missing,
  });
  alarms.when('AuditorSilent', {
    heading: 'The auditor is silent',
    says: 'Three audits running did not come to their end: drift and lost timers go unseen',
    metric: found('drift').with({ statistic: Stats.SAMPLE_COUNT }),
    below: 1,
    periods: 3,
    missing: TreatMissingData.BREACHING,
  });
}
