/** The tables of the state stack, by their logical ids. */
export type TableName = 'Inventory' | 'Orders' | 'Sandbox';

/** An action on a table, or `Query:<index>` for a query of one index. */
export type TableAction =
  'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'Scan' | 'Query:newest' | 'Query:catalogue';

type Access = Readonly<Partial<Record<TableName, readonly TableAction[]>>>;

/** What the two workers do: read an order, move it on, give its stock back, talk to the sandboxes. */
const settleOrders: Access = {
  Orders: ['GetItem', 'UpdateItem'],
  Inventory: ['UpdateItem'],
  Sandbox: ['GetItem', 'PutItem', 'UpdateItem'],
};

/**
 * Who may do what to which table: the whole of it, and nothing else grants anything on a table but the stream's readers.
 * A transaction needs the actions of its members. Nobody deletes.
 */
export const tableAccess = {
  order: {
    Orders: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'Query:newest'],
    Inventory: ['GetItem', 'BatchGetItem', 'UpdateItem'],
    Sandbox: ['GetItem', 'PutItem', 'UpdateItem'],
  },
  inventory: { Inventory: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'Query:catalogue'] },
  shipping: settleOrders,
  deadline: settleOrders,
  auditor: { Orders: ['Scan'], Inventory: ['Scan'], Sandbox: ['Scan', 'GetItem', 'PutItem', 'UpdateItem'] },
} as const satisfies Record<string, Access>;

/** Those whose code reads or writes tables. */
export type TableUser = keyof typeof tableAccess;
