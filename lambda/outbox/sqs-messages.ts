import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { bodyOf, type DeadlineMessages, type Delayed, type ShippingMessages } from './messages';

export function sqsDeadlineMessages(sqs: SQSClient, queueUrl: string): DeadlineMessages {
  return { send: (delayed) => send(sqs, queueUrl, delayed) };
}

export function sqsShippingMessages(sqs: SQSClient, queueUrl: string): ShippingMessages {
  return {
    send: (delayed) => send(sqs, queueUrl, delayed),
    async comeBack(receiptHandle, seconds) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}

async function send(
  sqs: SQSClient,
  queueUrl: string,
  { message, delaySeconds }: Delayed<unknown>,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: bodyOf(message),
      DelaySeconds: delaySeconds,
    }),
  );
}
