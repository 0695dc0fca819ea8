import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './command';
import { DynamoError, type DynamoCall } from './dynamo-call';
import { isTable, physicalName } from './template/names';
import type { Index, TableProperties } from './template/properties';
import type { Resource } from './template/resources';
import type { Part } from './template/stage';

type TablePart = Part<'AWS::DynamoDB::Table' | 'AWS::DynamoDB::GlobalTable'>;

/** The names that tables go by, by their logical ids. */
export type TableNames = ReadonlyMap<string, string>;

/** A table that is there, and whether it was there before this run. */
export interface Table {
  readonly arn: string;
  readonly name: string;
  readonly existed: boolean;
}

/**
 * Finds the tables that an endpoint has already: the one whose name contains the logical id.
 * @throws Refusal when several do
 */
export async function findTables(call: DynamoCall, resources: readonly Resource[]): Promise<TableNames> {
  const existing = await listTables(call);
  const found = new Map<string, string>();
  for (const { logicalId } of resources.filter(isTable)) {
    const [name, ...others] = existing.filter((table) => table.includes(logicalId));
    if (others.length > 0)
      throw new Refusal(
        `${logicalId} is in the names of several tables (${[name, ...others].join(', ')}): leave one`,
      );
    if (name !== undefined) found.set(logicalId, name);
  }
  return found;
}

async function listTables(call: DynamoCall): Promise<readonly string[]> {
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = await call<{ readonly TableNames?: string[]; readonly LastEvaluatedTableName?: string }>(
      'ListTables',
      {
        ...(from !== undefined && { ExclusiveStartTableName: from }),
      },
    );
    names.push(...(page.TableNames ?? []));
    from = page.LastEvaluatedTableName;
  } while (from !== undefined);
  return names;
}

/** Makes the tables of the template that are not there yet. */
export async function createTables(
  call: DynamoCall,
  parts: readonly TablePart[],
  names: TableNames,
): Promise<readonly Table[]> {
  return await Promise.all(
    parts.map(async ({ arn, resource, properties }) => {
      const name = names.get(resource.logicalId) ?? physicalName(resource);
      const existed = names.has(resource.logicalId) || !(await create(call, name, properties));
      await active(call, name);
      return { arn, name, existed };
    }),
  );
}

/** Answers whether the table was made: false when there is one already. */
async function create(call: DynamoCall, name: string, properties: TableProperties): Promise<boolean> {
  const indexes = (list: readonly Index[] | undefined) =>
    list?.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
  const { KeySchema, AttributeDefinitions, StreamSpecification } = properties;
  try {
    await call('CreateTable', {
      TableName: name,
      KeySchema,
      AttributeDefinitions,
      GlobalSecondaryIndexes: indexes(properties.GlobalSecondaryIndexes),
      LocalSecondaryIndexes: indexes(properties.LocalSecondaryIndexes),
      BillingMode: 'PAY_PER_REQUEST',
      ...(StreamSpecification && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType },
      }),
    });
    return true;
  } catch (error) {
    if (error instanceof DynamoError && error.name === 'ResourceInUseException') return false;
    throw error;
  }
}

const longestCreation = 30_000; // milliseconds: emulators take none, some pretend to

async function active(call: DynamoCall, name: string): Promise<void> {
  for (let waited = 0; waited < longestCreation; waited += 100) {
    const { Table } = await call<{ readonly Table: { readonly TableStatus: string } }>('DescribeTable', {
      TableName: name,
    });
    if (Table.TableStatus === 'ACTIVE') return;
    await sleep(100);
  }
  throw new Refusal(`table ${name} was made and did not become active: look at the endpoint`);
}
