import { TransactWriteItemsCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { creating, takingOne } from './conditions';
import { applied, putNumber, readItem, readNumber, type Scratch } from './scratch';

const ROUNDS = 2;
const BUYERS = 12;
const STOCK = 5;

/** Wherever the failing member stands, the others may not have been written. */
export async function failingMember(scratch: Scratch): Promise<string | undefined> {
  await putNumber(scratch, 'empty', 0);
  await putNumber(scratch, 'full', 1);

  for (const place of [0, 1, 2]) {
    const id = `half-${place}`;
    const members: TransactWriteItem[] = [
      { Put: { TableName: scratch.table, ...creating(id, 1) } },
      { Update: { TableName: scratch.table, ...takingOne('full') } },
    ];
    members.splice(place, 0, { Update: { TableName: scratch.table, ...takingOne('empty') } });

    const done = await applied(() =>
      scratch.client.send(new TransactWriteItemsCommand({ TransactItems: members })),
    );
    if (done) return `applied, though member ${place} could not be`;
    if ((await readItem(scratch, id)) !== undefined)
      return `member ${place} failed, and a new item was left behind`;
    if ((await readNumber(scratch, 'full')) !== 1)
      return `member ${place} failed, and a number was left changed`;
  }
  return (await readNumber(scratch, 'empty')) === 0 ? undefined : 'the failing member itself was written';
}

/** The program's own shape: take a unit and write down who has it, both or neither, many at once. */
export async function racingTransactions(scratch: Scratch): Promise<string | undefined> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const stock = `shelf-${round}`;
    const orderOf = (buyer: number): string => `order-${round}-${buyer}`;
    await putNumber(scratch, stock, STOCK);

    const outcomes = await Promise.all(
      Array.from({ length: BUYERS }, async (_, buyer) => await buy(scratch, stock, orderOf(buyer))),
    );
    const bought = outcomes.filter(Boolean).length;
    const orders = await Promise.all(
      outcomes.map(async (_, buyer) => await readItem(scratch, orderOf(buyer))),
    );
    const kept = orders.filter((order) => order !== undefined).length;
    const left = await readNumber(scratch, stock);
    if (bought !== STOCK || kept !== STOCK || left !== 0)
      return `${bought} of ${STOCK} were told yes, ${kept} orders kept, ${left} left`;
  }
  return undefined;
}

async function buy({ client, table }: Scratch, stock: string, order: string): Promise<boolean> {
  const TransactItems = [
    { Put: { TableName: table, ...creating(order, 1) } },
    { Update: { TableName: table, ...takingOne(stock) } },
  ];

  return await applied(() => client.send(new TransactWriteItemsCommand({ TransactItems })));
}
