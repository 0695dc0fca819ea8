import type { Item } from './attribute';

/** An item that a request writes: its key, among other attributes or not. */
export interface Written {
  readonly TableName: string;
  readonly subject: Item;
}

interface Member {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
}

/** What a request would put or update, when it is one that does. The request may be anything that a client sent. */
export function writesOf(operation: string, body: unknown): Written[] {
  if (typeof body !== 'object' || body === null) return [];
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
      return written(body as Member);
    case 'TransactWriteItems': {
      const { TransactItems } = body as { TransactItems?: readonly { Put?: Member; Update?: Member }[] };
      return (TransactItems ?? []).flatMap(({ Put, Update }) => written(Put ?? Update));
    }
    case 'BatchWriteItem': {
      const { RequestItems } = body as {
        RequestItems?: Record<string, readonly { PutRequest?: { Item: Item } }[]>;
      };
      return Object.entries(RequestItems ?? {}).flatMap(([TableName, requests]) =>
        requests.flatMap(({ PutRequest }) => written(PutRequest && { TableName, Item: PutRequest.Item })),
      );
    }
    default:
      return [];
  }
}

function written(member: Member | undefined): Written[] {
  const subject = member?.Item ?? member?.Key;
  return member && subject ? [{ TableName: member.TableName, subject }] : [];
}
