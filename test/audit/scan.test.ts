import { ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { audit } from '../../lambda/audit/audit';
import { dynamoBooks } from '../../lambda/audit/dynamo-books';
import { place } from '../order/orders';
import { openWorld, tables, type TestWorld } from '../world';
import { interrupted, receive } from './repair-run';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
  await world.stock('tea', 10);
});
afterEach(() => world.close());

/** A client whose scans get one item a page, as large tables are read. */
function oneAtATime(db: DynamoDBDocumentClient, sent: ScanCommand[] = []): DynamoDBDocumentClient {
  const send = (command: ScanCommand) => {
    command.input.Limit = 1;
    sent.push(command);
    return db.send(command);
  };
  return { send } as unknown as DynamoDBDocumentClient;
}

test('every page of every table is read, and each consistently', async () => {
  await world.stock('cup', 5);
  for (const sku of ['tea', 'tea', 'cup']) await place(world, sku, { token: 'tok_ok' });
  const sent: ScanCommand[] = [];
  const books = dynamoBooks(oneAtATime(world.db, sent), tables);

  expect(await audit(books, world.now)).toMatchObject({
    clean: true,
    skus: [
      { sku: 'cup', received: 5, available: 4, committed: 1 },
      { sku: 'tea', received: 10, available: 8, committed: 2 },
    ],
  });
  expect((await books.ledger()).charges).toHaveLength(3);
  expect(sent.length).toBeGreaterThan(2 * 4 + 3 + 3);
  expect(sent.filter(({ input }) => input.ConsistentRead !== true)).toEqual([]);
});

test('a receipt that lands between any two pages makes nothing look wrong', async () => {
  const pages = interrupted(world);
  await audit(dynamoBooks(oneAtATime(pages.db), tables), world.now);
  expect(pages.calls()).toBeGreaterThan(6);

  for (let call = 0; call < pages.calls(); call += 1) {
    const { db } = interrupted(world, { call, happens: () => receive(world, 7) });

    const found = await audit(dynamoBooks(oneAtATime(db), tables), world.now);

    expect({ call, ...found }).toMatchObject({ call, clean: true, unjudged: [] });
  }
});
