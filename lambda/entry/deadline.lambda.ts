import { meetDeadline } from '../order/deadline-worker';
import { holdDeadline } from '../order/hold-deadlines';
import { readDeadlineMessage } from '../outbox/messages-schema';
import { deadlineWorld } from './aws-world';
import { deadlinesHeld } from './environment';
import { observer } from './observer';
import { sqsDoor } from './sqs-door';

const world = deadlineWorld(observer);
const meet = deadlinesHeld() ? holdDeadline : meetDeadline;

export const handler = sqsDoor(async ({ body }) => {
  await meet(world, readDeadlineMessage(body));
  return 'done';
});
