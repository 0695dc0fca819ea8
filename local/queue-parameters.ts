/** A request to the embedded SQS, as its HTTP framework hands it over. */
export interface SqsRequest {
  readonly headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

interface SqsError {
  readonly __type: string;
  readonly message: string;
}

const receive =
  'QueueUrl MaxNumberOfMessages WaitTimeSeconds VisibilityTimeout AttributeNames MessageAttributeNames';
const send = 'MessageBody DelaySeconds MessageAttributes MessageGroupId MessageDeduplicationId';

/** What the embedded SQS does, with the parameters that it heeds: it would ignore any other without a word. */
const parameters: Readonly<Record<string, string>> = {
  ChangeMessageVisibility: 'QueueUrl ReceiptHandle VisibilityTimeout',
  ChangeMessageVisibilityBatch: 'QueueUrl Entries',
  CreateQueue: 'QueueName Attributes tags',
  DeleteMessage: 'QueueUrl ReceiptHandle',
  DeleteMessageBatch: 'QueueUrl Entries',
  DeleteQueue: 'QueueUrl',
  GetQueueAttributes: 'QueueUrl AttributeNames',
  GetQueueUrl: 'QueueName QueueOwnerAWSAccountId',
  ListQueueTags: 'QueueUrl',
  ListQueues: 'QueueNamePrefix MaxResults',
  PurgeQueue: 'QueueUrl',
  ReceiveMessage: `${receive} MessageSystemAttributeNames`,
  SendMessage: `QueueUrl ${send}`,
  SendMessageBatch: 'QueueUrl Entries',
  SetQueueAttributes: 'QueueUrl Attributes',
  TagQueue: 'QueueUrl Tags',
  UntagQueue: 'QueueUrl TagKeys',
};
const entryParameters = `Id ReceiptHandle VisibilityTimeout ${send}`;
const longestDelay = 900; // seconds: SQS's quota
const longestVisibility = 43_200;

/** Refuses by name what the embedded SQS would not do or not check; undefined when it may have the request. */
export function refuseUnknown({ headers, body }: SqsRequest): SqsError | undefined {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return undefined; // the health check
  const action = target.replace('AmazonSQS.', '');
  const known = Object.hasOwn(parameters, action) ? parameters[action] : undefined;
  if (!known) return error('InvalidAction', `the embedded SQS does not do ${action}`);
  if (!isRecord(body)) return error('SerializationException', 'the body must be a JSON object');

  const entries = Array.isArray(body['Entries']) ? (body['Entries'] as unknown[]).filter(isRecord) : [];
  const strange =
    strangerOf(body, known) ?? entries.map((entry) => strangerOf(entry, entryParameters)).find(Boolean);
  if (strange)
    return error('InvalidParameterValue', `the embedded SQS does not do parameter ${strange} of ${action}`);
  return [body, ...entries].map(outOfBounds).find((refusal) => refusal !== undefined);
}

function strangerOf(given: Readonly<Record<string, unknown>>, known: string): string | undefined {
  const names = known.split(' ');
  return Object.keys(given).find((name) => !names.includes(name));
}

function outOfBounds(given: Readonly<Record<string, unknown>>): SqsError | undefined {
  const bounds = { DelaySeconds: longestDelay, VisibilityTimeout: longestVisibility };
  for (const [name, most] of Object.entries(bounds)) {
    const value = given[name];
    if (
      value === undefined ||
      value === null ||
      (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most)
    )
      continue;
    const reason = `${name} must be >= 0 and <= ${most}`;
    return error(
      'InvalidParameterValue',
      `Value ${JSON.stringify(value)} for parameter ${name} is invalid. Reason: ${reason}.`,
    );
  }
  return undefined;
}

function error(code: string, message: string): SqsError {
  return { __type: `com.amazonaws.sqs#${code}`, message };
}

/** The name that a queue has inside: one region and host, however it was addressed. */
const inner = 'http://sqs.us-east-1.localhost';

/** Takes away what a caller's region, credentials and spelling of the host would change. */
export function toInnerNames({ headers, body }: SqsRequest): void {
  headers['host'] = 'inside';
  headers['authorization'] = undefined;
  if (isRecord(body) && typeof body['QueueUrl'] === 'string')
    body['QueueUrl'] = `${inner}/${body['QueueUrl'].split('/').slice(-2).join('/')}`;
}

/** The answer with the URLs of queues at the endpoint that callers know. */
export function toOuterUrls(answer: unknown, queuesUrl: string): unknown {
  if (!isRecord(answer)) return answer;
  const outer = (url: unknown) => String(url).replace(inner, queuesUrl);
  const { QueueUrl, QueueUrls } = answer;
  if (QueueUrl !== undefined) return { ...answer, QueueUrl: outer(QueueUrl) };
  if (Array.isArray(QueueUrls)) return { ...answer, QueueUrls: QueueUrls.map(outer) };
  return answer;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
