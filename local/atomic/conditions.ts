import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { applied, putNumber, readItem, readNumber, type Scratch } from './scratch';

const ROUNDS = 2;
const RACERS = 16;
const STOCK = 5;

/** More racers than units: each takes one where one is left. */
export async function racingConditions(scratch: Scratch): Promise<string | undefined> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `stock-${round}`;
    await putNumber(scratch, id, STOCK);

    const outcomes = await Promise.all(
      Array.from(
        { length: RACERS },
        async () => await applied(() => scratch.client.send(takeOne(scratch, id))),
      ),
    );
    const taken = outcomes.filter(Boolean).length;
    const left = await readNumber(scratch, id);
    if (taken !== STOCK || left !== 0) return `${RACERS} racers took ${taken} of ${STOCK}, ${left} left`;
  }
  return undefined;
}

/** The idempotency guarantee: who creates the item first has it, and it says so. */
export async function racingCreations(scratch: Scratch): Promise<string | undefined> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = `created-${round}`;

    const outcomes = await Promise.all(
      Array.from(
        { length: RACERS },
        async (_, racer) => await applied(() => scratch.client.send(create(scratch, id, racer))),
      ),
    );
    const winners = outcomes.flatMap((won, racer) => (won ? [racer] : []));
    const kept = (await readItem(scratch, id))?.['n']?.N;
    if (winners.length !== 1 || kept !== String(winners[0]))
      return `${winners.length} of ${RACERS} racers created it, kept is that of ${kept ?? 'nobody'}`;
  }
  return undefined;
}

function takeOne({ table }: Scratch, id: string): UpdateItemCommand {
  return new UpdateItemCommand({ TableName: table, ...takingOne(id) });
}

/** As a member of a transaction, or as a write of its own. */
export function takingOne(id: string) {
  return {
    Key: { id: { S: id } },
    UpdateExpression: 'SET n = n - :one',
    ConditionExpression: 'n >= :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  };
}

function create({ table }: Scratch, id: string, racer: number): PutItemCommand {
  return new PutItemCommand({ TableName: table, ...creating(id, racer) });
}

export function creating(id: string, n: number) {
  return { Item: { id: { S: id }, n: { N: String(n) } }, ConditionExpression: 'attribute_not_exists(id)' };
}
