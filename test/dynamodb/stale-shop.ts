import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { parseFaults, serveFaults } from '../../local/dynamodb/faults';
import { type Image, clientOf, indexedShop, openEndpoint, text } from './endpoint';

export const TableName = 'Shop';
export const item = (pk: string, kind: string): Image => ({
  pk: text(pk),
  kind: text(kind),
  note: text(`of ${kind}`),
});
/** The item `a`, before and after it was written again. */
export const old = item('a', 'old');
export const young = item('a', 'young');

/** A Query of the one item with the key `a`. */
export const byKey = {
  TableName,
  KeyConditionExpression: 'pk = :a',
  ExpressionAttributeValues: { ':a': text('a') },
};

/** A shop behind a front with faults, before the engine or before its endpoint; `front` puts another front in its place. */
export async function openStaleShop() {
  const shop = await openEndpoint(indexedShop);
  let closeFront = async (): Promise<void> => undefined;
  const open = async (faults: string, before: 'engine' | 'endpoint' = 'engine'): Promise<DynamoDBClient> => {
    await closeFront();
    const served = await serveFaults(before === 'engine' ? shop.engine : shop.url, parseFaults(faults), 1);
    const client = clientOf(served.url);
    closeFront = async () => {
      client.destroy();
      await served.close();
    };
    return client;
  };
  let client = await open('stale-reads=1');

  return {
    behind: shop,
    send: ((command: never) => client.send(command)) as DynamoDBClient['send'],
    front: async (faults: string, before?: 'engine' | 'endpoint') =>
      void (client = await open(faults, before)),
    put: (Item: Image) => client.send(new PutItemCommand({ TableName, Item })),
    get: async (pk: string, more: object = {}) =>
      (await client.send(new GetItemCommand({ TableName, Key: { pk: text(pk) }, ...more }))).Item,
    batchGet: async (pks: readonly string[], more: object = {}) => {
      const RequestItems = { Shop: { Keys: pks.map((pk) => ({ pk: text(pk) })), ...more } };
      return (await client.send(new BatchGetItemCommand({ RequestItems }))).Responses?.Shop;
    },
    close: async () => {
      await closeFront();
      await shop.close();
    },
  };
}
