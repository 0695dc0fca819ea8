import { randomUUID } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { putNumber, readNumber, untilAnswered, type Scratch } from './scratch';

const ROUNDS = 3;

/** Twice at once and once more later: a client that lost the answer does that. */
export async function equalTokens(scratch: Scratch): Promise<string | undefined> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `counter-${round}`;
    const token = randomUUID();
    await putNumber(scratch, id, 0);

    await Promise.all([add(scratch, id, token), add(scratch, id, token)]);
    await add(scratch, id, token);
    const counted = await readNumber(scratch, id);
    if (counted !== 1) return `sent three times with one token, applied ${counted} times`;
  }
  return undefined;
}

/** A token means one request: another one with it is refused by name and does nothing. */
export async function reusedToken(scratch: Scratch): Promise<string | undefined> {
  const token = randomUUID();
  await putNumber(scratch, 'reused', 0);
  await add(scratch, 'reused', token);

  try {
    await add(scratch, 'reused', token, 10);
    return 'another request with the same token was answered as if it were the first';
  } catch (error) {
    if ((error as Error).name !== 'IdempotentParameterMismatchException') throw error;
  }
  const counted = await readNumber(scratch, 'reused');
  return counted === 1 ? undefined : `another request with the same token was applied: ${counted}`;
}

async function add({ client, table }: Scratch, id: string, token: string, amount = 1): Promise<void> {
  const Update = {
    TableName: table,
    Key: { id: { S: id } },
    UpdateExpression: 'SET n = n + :amount',
    ExpressionAttributeValues: { ':amount': { N: String(amount) } },
  };

  await untilAnswered(() =>
    client.send(new TransactWriteItemsCommand({ ClientRequestToken: token, TransactItems: [{ Update }] })),
  );
}
