import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { sumOf } from '../seen';
import type { StateStack } from '../state-stack';
import type { Alarms } from './alarms';
import type { AppTable } from './app-table';

const period = Duration.minutes(5);

/** Those that the order flow calls most; an alarm takes ten metrics. */
const operations = ['GetItem', 'UpdateItem', 'TransactWriteItems', 'Query'];

/** The tables that hold what is sold. */
export function watchTables(alarms: Alarms, { orders, inventory }: StateStack): void {
  const tables = [orders, inventory];

  alarms.when('TablesFailing', {
    heading: 'Tables answer with errors',
    says: 'DynamoDB answered more than 10 requests in 5 minutes with errors of its own',
    metric: sumOf('System errors', tables.flatMap(systemErrors), period),
    above: 10,
  });
  alarms.when('TablesThrottled', {
    heading: 'Tables are throttled',
    says: 'DynamoDB put more than 100 requests in 5 minutes off: one key is asked for too often, or all are',
    metric: sumOf('Throttled', tables.flatMap(throttled), period),
    above: 100,
    periods: 2,
  });
}

function systemErrors({ table }: AppTable) {
  return operations.map((Operation) =>
    table.metric('SystemErrors', {
      dimensionsMap: { TableName: table.tableName, Operation },
      statistic: Stats.SUM,
      period,
    }),
  );
}

function throttled({ table }: AppTable) {
  return ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) =>
    table.metric(name, { statistic: Stats.SUM, period }),
  );
}
