import type { Engine } from '../dynamodb/engine';

/** Write units by order, as the embedded engine computes them. */
export interface Meter {
  /** Stands before an engine and reads its figures. */
  readonly wrap: (engine: Engine) => Engine;
  /** Units of the writes that were applied to an order or together with it, the sandboxes' left out; 0 where there were none. */
  readonly unitsOf: (orderId: string) => number;
}

interface Capacity {
  readonly TableName: string;
  readonly CapacityUnits: number;
}

interface Write {
  readonly TableName: string;
  readonly Key?: { readonly orderId?: { readonly S?: string } };
  readonly Item?: { readonly orderId?: { readonly S?: string } };
}

interface Request extends Partial<Write> {
  readonly TransactItems?: readonly Readonly<Record<string, Write>>[];
}

const metered = new Set(['PutItem', 'UpdateItem', 'TransactWriteItems']);

/** Refused and cancelled writes cost units on AWS too; they are not in here, because DynamoDB does not say which. */
export function makeMeter(): Meter {
  const units = new Map<string, number>();

  return {
    unitsOf: (orderId) => units.get(orderId) ?? 0,
    wrap: (engine) => ({
      ...engine,
      call: async (operation, body) => {
        if (!metered.has(operation)) return await engine.call(operation, body);

        const answer = await engine.call(operation, { ...(body as object), ReturnConsumedCapacity: 'TOTAL' });
        const orderId = orderIn(body as Request);
        if (orderId !== undefined) units.set(orderId, (units.get(orderId) ?? 0) + spent(answer.body));
        return answer;
      },
    }),
  };
}

function orderIn({ TransactItems, ...single }: Request): string | undefined {
  const writes = TransactItems?.flatMap((member) => Object.values(member)) ?? [single as Write];
  const ids = writes
    .filter(({ TableName }) => isProgramTable(TableName))
    .map(({ Key, Item }) => (Key ?? Item)?.orderId?.S);

  return ids.find((id) => id !== undefined);
}

function spent(body: unknown): number {
  const { ConsumedCapacity = [] } = body as { ConsumedCapacity?: Capacity | readonly Capacity[] };
  const all = [ConsumedCapacity].flat().filter(({ TableName }) => isProgramTable(TableName));

  return all.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

/** The sandboxes stand in for a payment company and a carrier: their writes are nobody's cost. */
function isProgramTable(name: string): boolean {
  return !name.includes('Sandbox');
}
