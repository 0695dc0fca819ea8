import type { SQSEvent } from 'aws-lambda';
import { sqsDoor } from '../../lambda/entry/sqs-door';

const event = (...messageIds: readonly string[]) =>
  ({ Records: messageIds.map((messageId) => ({ messageId, body: messageId })) }) as unknown as SQSEvent;

test('only messages that are done are deleted: those that failed or want to come back are named, and hold up no other', async () => {
  const worked: string[] = [];
  const door = sqsDoor(async ({ body }) => {
    if (body === 'poison') throw new Error('cannot be understood');
    worked.push(body);
    return body === 'later' ? 'again' : 'done';
  });

  const { batchItemFailures } = await door(event('poison', 'good', 'later', 'fine'), {});

  expect(batchItemFailures).toEqual([{ itemIdentifier: 'poison' }, { itemIdentifier: 'later' }]);
  expect(worked).toEqual(['good', 'later', 'fine']);
});
