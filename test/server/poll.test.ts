import { createHash } from 'node:crypto';
import { queueClient } from '../../lambda/outbox/clients';
import { type Delivered, poll, type Polled } from '../../lambda/server/poll';
import { environmentOf, scripted } from '../outbox/scripted';

const before = process.env;
type Script = Parameters<typeof scripted>[0];
let service: Awaited<ReturnType<typeof scripted>>;
afterEach(async () => {
  process.env = before;
  await service.close();
});

const message = (id: string) => {
  const Body = `body of ${id}`;
  const MD5OfBody = createHash('md5').update(Body).digest('hex'); // the SDK refuses a message without it
  return { MessageId: id, Body, MD5OfBody, ReceiptHandle: `handle of ${id}` };
};
const nothing = {};

/** Polls a scripted queue. `until` stops it once something holds. */
async function polling(script: Script, more: Partial<Polled> = {}, answerMs = 5_000) {
  service = await scripted(script);
  process.env = { ...before, ...environmentOf(service.url) };
  const sqs = queueClient({ connectMs: 1_000, answerMs, tries: 3 });
  const ended: string[] = [];
  const warnings: { message: string; facts: object }[] = [];
  const stop = poll({
    sqs,
    queueUrl: `${service.url}/0/work`,
    lanes: 1,
    waitSeconds: 1,
    work: () => Promise.resolve('done'),
    ended: (outcome) => ended.push(outcome),
    warn: (text, facts) => warnings.push({ message: text, facts }),
    patience: { answerMs: 1_000, restMs: 1 },
    ...more,
  });

  return {
    ended,
    warnings,
    until: async (holds: () => boolean) => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
      await stop();
      sqs.destroy();
    },
  };
}

/** A queue that hands these messages out once. */
const once = (...ids: readonly string[]): Script => {
  let given = false;
  return async ({ action }) => {
    if (action !== 'ReceiveMessage') return nothing;
    if (!given) {
      given = true;
      return { Messages: ids.map(message) };
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
    return nothing;
  };
};

test('messages are deleted after their work and never before, and one that failed or wants to come back is left', async () => {
  let finish = (): void => undefined;
  const slow = new Promise<void>((resolve) => (finish = resolve));
  const worked: Delivered[] = [];
  const { until, ended, warnings } = await polling(once('slow', 'poison', 'later', 'good'), {
    work: async (delivered) => {
      worked.push(delivered);
      if (delivered.messageId === 'slow') await slow;
      if (delivered.messageId === 'poison') throw new Error('cannot be understood');
      return delivered.messageId === 'later' ? 'again' : 'done';
    },
  });
  while (ended.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(service.of('DeleteMessageBatch')).toEqual([]);

  finish();
  await until(() => service.of('DeleteMessageBatch').length > 0);

  expect(worked[0]).toEqual({ messageId: 'slow', body: 'body of slow', receiptHandle: 'handle of slow' });
  expect(service.of('DeleteMessageBatch')).toMatchObject([
    {
      Entries: [
        { Id: '0', ReceiptHandle: 'handle of slow' },
        { Id: '1', ReceiptHandle: 'handle of good' },
      ],
    },
  ]);
  expect(ended.sort()).toEqual(['again', 'again', 'done', 'done']);
  expect(warnings).toMatchObject([{ message: 'a message failed and will come back' }]);
});

test('a queue with nothing to delete is not asked to, and is asked for ten messages and as long as was said', async () => {
  const { until } = await polling(once());

  await until(() => service.of('ReceiveMessage').length > 1);

  expect(service.of('DeleteMessageBatch')).toEqual([]);
  expect(service.of('ReceiveMessage')[0]).toMatchObject({ MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
});

test('a lane goes on after a queue that refused, and after one that did not delete', async () => {
  const { until, warnings, ended } = await polling(({ action }, calls) => {
    if (calls === 1) return { __type: 'com.amazonaws.sqs#AccessDenied', message: 'no' };
    if (action === 'ReceiveMessage') return { Messages: [message(`m${calls}`)] };
    return { Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }], Successful: [] };
  });

  await until(() => ended.length > 2);

  expect(warnings.slice(0, 2)).toMatchObject([
    { message: 'a queue gave no answer and is asked again', facts: { queue: 'work' } },
    { message: 'messages were not deleted and will come again', facts: { count: 1 } },
  ]);
});

test('a receive may take as long as its wait, longer than any other call', async () => {
  const worked: string[] = [];
  const { until } = await polling(
    async ({ action }, calls) => {
      if (action !== 'ReceiveMessage') return nothing;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { Messages: [message(`m${calls}`)] };
    },
    {
      patience: { answerMs: 20, restMs: 1 },
      work: ({ messageId }) => Promise.resolve(worked.push(messageId) > 0 ? 'done' : 'again'),
    },
    20,
  );

  await until(() => worked.length > 0);

  expect(worked[0]).toBe('m1');
});

test('a receive that is not to wait may still take its time to answer', async () => {
  const worked: string[] = [];
  const { until } = await polling(
    async ({ action }, calls) => {
      if (action !== 'ReceiveMessage') return nothing;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { Messages: [message(`m${calls}`)] };
    },
    {
      waitSeconds: 0,
      patience: { answerMs: 10_000, restMs: 1 },
      work: ({ messageId }) => Promise.resolve(worked.push(messageId) > 0 ? 'done' : 'again'),
    },
  );

  await until(() => worked.length > 0);

  expect(worked[0]).toBe('m1');
});

test('a receive that gets no answer ends soon after its wait, in one go with all its tries, and is made again', async () => {
  const silence = { waitSeconds: 0, patience: { answerMs: 20, restMs: 1 } };
  const { until, warnings } = await polling(() => undefined, silence);

  await until(() => warnings.length > 1);

  const given = {
    message: 'a queue gave no answer and is asked again',
    facts: { error: { name: 'AbortError' } },
  };
  expect(warnings[0]).toMatchObject(given);
});

test('every lane works at once, and a stop waits for what was received, which is deleted too', async () => {
  let finish = (): void => undefined;
  const slow = new Promise<void>((resolve) => (finish = resolve));
  let started = 0;
  const { until } = await polling(
    ({ action }, calls) => (action === 'ReceiveMessage' ? { Messages: [message(`m${calls}`)] } : nothing),
    {
      lanes: 3,
      work: async () => {
        started += 1;
        await slow;
        return 'done';
      },
    },
  );
  while (started < 3) await new Promise((resolve) => setTimeout(resolve, 1));

  let stopped = false;
  const stopping = until(() => true).then(() => (stopped = true));
  while (service.asked.length < 3) await new Promise(setImmediate);
  expect(stopped).toBe(false);
  finish();
  await stopping;

  expect(service.of('ReceiveMessage')).toHaveLength(3);
  expect(service.of('DeleteMessageBatch')).toHaveLength(3);
});
