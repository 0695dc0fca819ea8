import type { DeadlineMessage } from '../outbox/messages';
import type { World } from '../world';

/** How long a held message rests before it is looked at again: often enough to go on soon, seldom enough to cost nothing. */
const HELD_SECONDS = 300;

/** While deadlines are held nothing that is due is done: the same message is sent again, so that none is lost. */
export async function holdDeadline(
  { deadlineMessages }: Pick<World, 'deadlineMessages'>,
  message: DeadlineMessage,
): Promise<void> {
  await deadlineMessages.send({ message, delaySeconds: HELD_SECONDS });
}
