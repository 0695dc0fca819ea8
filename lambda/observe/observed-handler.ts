import { within } from './correlation';
import type { CloudWatchCounts } from './cloudwatch-counts';
import type { Log } from './log';

/** The parts of an event and its context that tell which call this is. */
interface Called {
  readonly awsRequestId?: string;
}

interface FromGateway {
  readonly requestContext?: { readonly requestId?: string };
}

/**
 * Runs a function's handler: its lines carry the id of the call, its counts are written down whether it ends well or not, and an
 * error leaves it without what it was thrown about, because the platform writes down all of an error that leaves.
 */
export function observedHandler<Event, Result>(
  { log, counts }: { readonly log: Log; readonly counts: Pick<CloudWatchCounts, 'flush'> },
  handler: (event: Event) => Promise<Result>,
): (event: Event, context?: Called) => Promise<Result> {
  return async (event, context) =>
    await within({ requestId: requestIdOf(event, context) }, async () => {
      try {
        return await handler(event);
      } catch (error) {
        log.error('a function failed', { error });
        throw new Error('the function failed: its log says why under the same request id');
      } finally {
        counts.flush();
      }
    });
}

/** The gateway's id where there is one: its access log and the client have the same. */
function requestIdOf(event: unknown, context: Called | undefined): string | undefined {
  return (event as FromGateway | undefined)?.requestContext?.requestId ?? context?.awsRequestId;
}
