import type { Assembly, Resource } from './assembly';
import type { Finding, Guard } from './guard';
import { actorsIn, allowedIn, type Allowed } from './statements';

/**
 * Who may write stock, and how. The order function takes it, the inventory function counts it in, and the two workers
 * give it back when an order ends: a release is an update of the same item, in one transaction with the order's.
 * Nobody deletes, and the auditor only reads.
 */
const writers: Readonly<Record<string, readonly string[]>> = {
  'lambda/entry/order.lambda.ts': ['UpdateItem'],
  'lambda/entry/inventory.lambda.ts': ['PutItem', 'UpdateItem'],
  'lambda/entry/shipping.lambda.ts': ['UpdateItem'],
  'lambda/entry/deadline.lambda.ts': ['UpdateItem'],
  // one process serves both order and inventory, another does the work of both workers
  'lambda/entry/api.server.ts': ['PutItem', 'UpdateItem'],
  'lambda/entry/worker.server.ts': ['UpdateItem'],
};

/** Any other action on a table is taken for a write: a new one is not harmless because nobody has heard of it. */
const reads = /^(?:Get|BatchGet|Describe|List)\w*$|^(?:Query|Scan|ConditionCheckItem|PartiQLSelect)$/;

const broadPolicy = /AdministratorAccess|PowerUserAccess|DynamoDB(?!ExecutionRole)/;

export const stockWriters: Guard = {
  id: 'stock-writers',
  promise:
    'only the functions that take, count or give back stock may write it, each by the actions it needs',
  findings: (assembly) => [
    ...allowedIn(assembly).flatMap((allowed) => undueWrites(assembly, allowed)),
    ...assembly.ofType('AWS::IAM::Role').flatMap(broadRoles),
    ...assembly.ofType('AWS::DynamoDB::Table').filter(isStock).flatMap(openTables),
  ],
};

function undueWrites(assembly: Assembly, allowed: Allowed): readonly Finding[] {
  const { holder, roles } = allowed;
  const writes = stockWritesOf(assembly, allowed);
  if (writes.length === 0) return [];
  if (roles.length === 0) return [{ resource: holder, says: `nobody known may ${writes.join(', ')} stock` }];

  return roles.flatMap((role) => {
    const entries = actorsIn(assembly, role).map(({ metadata }) => String(metadata['holdfast:entry']));
    const allowedWrites = entries.length === 1 ? (writers[entries[0] ?? ''] ?? []) : [];
    const undue = writes.filter((write) => !allowedWrites.includes(write));
    const who = entries.join(', ') || role.id;

    return undue.map((write) => ({ resource: holder, says: `${who} must not ${write} stock` }));
  });
}

function stockWritesOf(assembly: Assembly, allowed: Allowed): readonly string[] {
  const { holder, resources, inverted, actions } = allowed;
  if (inverted) return ['do all but some things to'];

  const onStock = resources.some((resource) => {
    const target = assembly.pointedTo(holder, resource);
    return target === undefined ? JSON.stringify(resource).includes('*') : isStock(target);
  });
  const onTables = actions.filter((action) => /^(?:\*$|dynamodb:)/i.test(action));

  return onStock
    ? onTables.map((action) => action.replace(/^dynamodb:/i, '')).filter((action) => !reads.test(action))
    : [];
}

function broadRoles(role: Resource): readonly Finding[] {
  const policies = JSON.stringify(role.properties['ManagedPolicyArns'] ?? []);

  return broadPolicy.test(policies)
    ? [{ resource: role, says: `role must name its actions, got ${policies}` }]
    : [];
}

function openTables(table: Resource): readonly Finding[] {
  const says = 'the stock table must have no policy of its own: what a role may do stands in the role';

  return table.properties['ResourcePolicy'] === undefined ? [] : [{ resource: table, says }];
}

function isStock(resource: Resource): boolean {
  return resource.type === 'AWS::DynamoDB::Table' && resource.id === 'Inventory';
}
