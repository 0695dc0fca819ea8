import { meetDeadline } from '../order/deadline-worker';
import { readDeadlineMessage } from '../outbox/messages-schema';
import { deadlineWorld } from './aws-world';
import { observer } from './observer';
import { sqsDoor } from './sqs-door';

const world = deadlineWorld(observer);

export const handler = sqsDoor(async ({ body }) => {
  await meetDeadline(world, readDeadlineMessage(body));
  return 'done';
});
