import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';

/** How long one call may take and how often it is tried. Without limits a service that accepts and never answers holds its caller for ever. */
export interface CallLimits {
  readonly connectMs: number;
  /** From the start of a try to the first byte of its answer; a `receive` says its own. */
  readonly answerMs: number;
  /** Tries in all. */
  readonly tries: number;
}

/**
 * SQS and EventBridge answer in well under a second. Three tries of 3 s and the pauses between them end before the
 * 30 s of the functions that read the stream. Sending twice is harmless.
 */
const limits: CallLimits = { connectMs: 1_000, answerMs: 3_000, tries: 3 };

export function queueClient(given = limits): SQSClient {
  return new SQSClient(settings(given));
}

export function busClient(given = limits): EventBridgeClient {
  return new EventBridgeClient(settings(given));
}

function settings({ connectMs, answerMs, tries }: CallLimits) {
  return {
    maxAttempts: tries,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true, // the SDK would only warn
    },
  };
}
