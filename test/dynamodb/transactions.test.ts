import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { openEngine } from '../../local/dynamodb/engine';
import { serveEngine } from '../../local/dynamodb/server';

test('two hundred buyers of a stock of 75: exactly 75 orders', async () => {
  const engine = await openEngine();
  const served = await serveEngine(engine);
  const client = new DynamoDBClient({
    endpoint: served.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'Shop',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  await client.send(
    new PutItemCommand({ TableName: 'Shop', Item: { pk: { S: 'stock' }, available: { N: '75' } } }),
  );
  const records: unknown[] = [];
  engine.onChange('Shop', (record) => records.push(record));

  const results = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Update: {
                TableName: 'Shop',
                Key: { pk: { S: 'stock' } },
                UpdateExpression: 'SET available = available - :one',
                ConditionExpression: 'available >= :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
            {
              Put: {
                TableName: 'Shop',
                Item: { pk: { S: `order-${at}` } },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      ),
    ),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(75);
  const { Item } = await client.send(new GetItemCommand({ TableName: 'Shop', Key: { pk: { S: 'stock' } } }));
  expect(Item?.['available']).toEqual({ N: '0' });
  expect(records).toHaveLength(150);
  await served.close();
  client.destroy();
});
