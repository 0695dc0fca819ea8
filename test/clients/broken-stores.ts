import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '../../local/dynamodb/engine';

/** Stores that look right and are not, each in one way that an emulator has been wrong. */

interface Member {
  readonly Put?: Record<string, unknown>;
  readonly Update?: Record<string, unknown>;
}

interface Transaction {
  readonly TransactItems: readonly Member[];
}

type Call = Engine['call'];
type Response = Awaited<ReturnType<Call>>;

const conditionParts = ['ConditionExpression'];
const cancelled = {
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  message:
    'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed]',
  CancellationReasons: [{ Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }],
};

export const brokenStores: Readonly<Record<string, (call: Call) => Call>> = {
  'applies the members of a transaction one by one': (call) => async (operation, body) =>
    operation === 'TransactWriteItems'
      ? await oneByOne(call, body as Transaction)
      : await call(operation, body),

  'checks all members, then applies them': (call) => async (operation, body) =>
    operation === 'TransactWriteItems'
      ? await checkThenApply(call, body as Transaction)
      : await call(operation, body),

  'ignores the conditions of single writes': (call) => async (operation, body) =>
    await call(operation, operation === 'TransactWriteItems' ? body : without(body, conditionParts)),

  'reads, then writes': (call) => async (operation, body) =>
    operation === 'PutItem'
      ? await readThenPut(call, body as Record<string, unknown>)
      : await call(operation, body),

  'forgets the tokens of transactions': (call) => async (operation, body) =>
    await call(operation, without(body, ['ClientRequestToken'])),

  'takes a token for the answer, whatever is asked': (call) => {
    const answers = new Map<unknown, Promise<Response>>();
    return async (operation, body) => {
      const token = (body as { ClientRequestToken?: string }).ClientRequestToken;
      if (token === undefined) return await call(operation, body);

      const answer = answers.get(token) ?? call(operation, body);
      answers.set(token, answer);
      return await answer;
    };
  },
};

async function oneByOne(call: Call, { TransactItems }: Transaction): Promise<Response> {
  for (const member of TransactItems) {
    const { status } = await single(call, member);
    if (status !== 200) return { status: 400, body: cancelled };
  }
  return { status: 200, body: {} };
}

/** Right for one client at a time, and it even rolls nothing back: two at once both pass the check. */
async function checkThenApply(call: Call, { TransactItems }: Transaction): Promise<Response> {
  const unconditional = TransactItems.map(({ Put, Update }) => ({
    ...(Put && { Put: without(Put, conditionParts) }),
    ...(Update && { Update: without(Update, conditionParts) }),
  }));
  const conditions = TransactItems.map(({ Put = {}, Update = {} }) => ({ ...Put, ...Update }));

  for (const condition of conditions) {
    if (!(await conditionHolds(call, condition))) return { status: 400, body: cancelled };
  }
  await nextTurn();
  return await call('TransactWriteItems', { TransactItems: unconditional });
}

async function readThenPut(call: Call, body: Record<string, unknown>): Promise<Response> {
  if (!(await conditionHolds(call, body))) {
    return {
      status: 400,
      body: {
        __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
        message: 'refused',
      },
    };
  }
  await nextTurn();
  return await call('PutItem', without(body, conditionParts));
}

/** By a transaction that writes nothing. */
async function conditionHolds(call: Call, write: Record<string, unknown>): Promise<boolean> {
  const { TableName, ConditionExpression, ExpressionAttributeValues, Item, Key } = write;
  if (ConditionExpression === undefined) return true;

  const id = ((Item ?? Key) as { id: unknown }).id;
  const ConditionCheck = { TableName, Key: { id }, ConditionExpression, ExpressionAttributeValues };
  const { status } = await call('TransactWriteItems', { TransactItems: [{ ConditionCheck }] });
  return status === 200;
}

async function single(call: Call, { Put, Update }: Member): Promise<Response> {
  return Put === undefined ? await call('UpdateItem', Update) : await call('PutItem', Put);
}

function without(body: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body as object).filter(([name]) => !names.includes(name)));
}
