import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type CfnTable,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { TableAction } from '../access';
import type { StageConfig } from '../stage-config';
import { removalOf } from '../removal';
import type { Runner, Setting } from '../runner';

export interface AppTableProps {
  readonly config: StageConfig;
  readonly partitionKey: string;
  readonly sortKey: string;

  /** The name under which code finds the table. */
  readonly setting: Setting;

  /** Whether changes are published with both images. @default false */
  readonly stream?: boolean;
}

/** A table of strings for keys, paid by use, restorable to any second of 35 days. Its logical id is the construct's own id. */
export class AppTable extends Construct {
  readonly table: Table;
  private readonly setting: Setting;

  constructor(scope: Construct, id: string, props: AppTableProps) {
    super(scope, id);
    const { config } = props;
    this.setting = props.setting;

    this.table = new Table(this, 'Table', {
      partitionKey: text(props.partitionKey),
      sortKey: text(props.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      stream: props.stream === true ? StreamViewType.NEW_AND_OLD_IMAGES : undefined,
      contributorInsightsSpecification: { enabled: config.contributorInsights },
      warmThroughput:
        config.warmWrites === undefined ? undefined : { writeUnitsPerSecond: config.warmWrites },
      deletionProtection: config.deletionProtection,
      removalPolicy: removalOf(config),
    });

    acknowledge(this.table, {
      CKV_AWS_119:
        'the key that AWS manages for DynamoDB shows each use in CloudTrail, and costs nothing while idle',
    });

    // a table with another logical id is another table: moving this construct must not empty the shop
    (this.table.node.defaultChild as CfnTable).overrideLogicalId(id);
  }

  /** Adds an index over one partition key of its own. Keys only: every projected attribute that changes costs a write unit. */
  addGlobalIndex(indexName: string, partitionKey: string, sortKey: string): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** Adds another order of the same partition, which can be read consistently. Keys only. */
  addLocalIndex(indexName: string, sortKey: string): void {
    this.table.addLocalSecondaryIndex({
      indexName,
      sortKey: text(sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** Allows exactly these actions and tells the table's name. */
  grant(runner: Runner, actions: readonly TableAction[]): void {
    const onTable = actions.filter((action) => !isQuery(action));
    if (onTable.length > 0) runner.allow(onTable.map(named), [this.table.tableArn]);

    for (const query of actions.filter(isQuery)) {
      const index = query.slice('Query:'.length);
      runner.allow([named('Query')], [`${this.table.tableArn}/index/${index}`]);
    }

    runner.set(this.setting, this.table.tableName);
  }
}

function text(name: string): { readonly name: string; readonly type: AttributeType } {
  return { name, type: AttributeType.STRING };
}

function isQuery(action: TableAction): boolean {
  return action.startsWith('Query:');
}

function named(action: string): string {
  return `dynamodb:${action}`;
}
