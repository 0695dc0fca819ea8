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

interface TransactMember {
  readonly Put?: Member;
  readonly Update?: Member;
  readonly Delete?: Member;
}

/** What a request would put, update or delete, when it is one that does. The request may be anything that a client sent. */
export function writesOf(operation: string, body: unknown): Written[] {
  if (typeof body !== 'object' || body === null) return [];
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return written(body as Member);
    case 'TransactWriteItems': {
      const { TransactItems } = body as { TransactItems?: readonly TransactMember[] };
      return (TransactItems ?? []).flatMap(({ Put, Update, Delete }) => written(Put ?? Update ?? Delete));
    }
    case 'BatchWriteItem': {
      const { RequestItems } = body as {
        RequestItems?: Record<string, readonly { PutRequest?: object; DeleteRequest?: object }[]>;
      };
      return Object.entries(RequestItems ?? {}).flatMap(([TableName, requests]) =>
        requests.flatMap(({ PutRequest, DeleteRequest }) =>
          written({ TableName, ...(PutRequest ?? DeleteRequest) }),
        ),
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
