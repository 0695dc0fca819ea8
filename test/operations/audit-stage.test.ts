import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { openAudit } from '../../local/audit-source';
import { openWorld, type TestWorld } from '../world';

const keysOf = {
  Inventory: ['sku', 'entry'],
  Orders: ['customerId', 'orderId'],
  Sandbox: ['orderId', 'entry'],
};

let world: TestWorld;
let endpoint: string;
beforeAll(async () => {
  world = await openWorld();
  const { hostname = '', port = 0 } = (await world.db.config.endpoint?.()) ?? {};
  endpoint = `http://${hostname}:${port}`;
  for (const stage of ['dev', 'prod']) {
    for (const [name, [hash = '', range = '']] of Object.entries(keysOf)) {
      await world.db.send(
        new CreateTableCommand({
          TableName: tableOf(stage, name),
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [hash, range].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: hash, KeyType: 'HASH' },
            { AttributeName: range, KeyType: 'RANGE' },
          ],
        }),
      );
    }
    const Item = { sku: `tea of ${stage}`, entry: 'stock', received: 0, available: 0, moves: 0 };
    await world.db.send(new PutCommand({ TableName: tableOf(stage, 'Inventory'), Item }));
  }
});
afterAll(async () => await world.close());

/** As CloudFormation names the tables of a stage's state stack. */
function tableOf(stage: string, name: string): string {
  return `holdfast-${stage}-state-${name}-1ABC2DEF`;
}

test('of several stages in one account the one that is named is audited', async () => {
  const source = await openAudit({ dynamodb: endpoint, stage: 'prod' });

  const { counts } = await source.books.stock();
  await source.close();

  expect(counts.map(({ sku }) => sku)).toEqual(['tea of prod']);
});

test('without a name nothing is guessed', async () => {
  await expect(openAudit({ dynamodb: endpoint })).rejects.toThrow(
    'wanted exactly one table with Inventory in its name',
  );
});
