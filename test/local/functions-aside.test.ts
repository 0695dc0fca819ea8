import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionsAside } from '../../local/functions-aside';
import type { Part } from '../../local/template/stage';

const root = mkdtempSync(join(tmpdir(), 'holdfast-'));
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:greeter';
const handler = `
  import { isMainThread } from 'node:worker_threads';
  const greeting: string = process.env.GREETING ?? 'nothing';
  export async function handler(event: { name?: string }) {
    if (event.name === undefined) throw new Error('nobody to greet');
    return { said: greeting + ' ' + event.name, aside: !isMainThread };
  }
`;
writeFileSync(join(root, 'greeter.ts'), handler);

const resource = { stack: 'shop', logicalId: 'Greeter', type: 'AWS::Lambda::Function', condition: undefined };
const metadata = { 'holdfast:entry': 'greeter.ts' };
const greeter: Part<'AWS::Lambda::Function'> = {
  arn,
  resource: { ...resource, properties: {}, metadata },
  properties: { Environment: { Variables: { GREETING: 'hello' } } },
};
const warnings: string[] = [];
const aside = functionsAside([greeter], {
  root,
  variables: { GREETING: 'good day' },
  warn: (line) => warnings.push(line),
});
const invoke = async (event: unknown) => await aside.functions.get(arn)?.(event);

afterAll(async () => {
  await aside.stop();
  rmSync(root, { recursive: true });
});

test('a function aside runs in another thread, with the environment it is given', async () => {
  const answer = await invoke({ name: 'Alice' });

  expect(answer).toEqual({ said: 'good day Alice', aside: true });
  expect(warnings).toEqual([]);
});

test('what a function aside throws, its caller is told, and the next event is served', async () => {
  const [thrown, served] = await Promise.allSettled([invoke({}), invoke({ name: 'Bob' })]);

  expect(thrown).toMatchObject({ status: 'rejected', reason: { message: 'nobody to greet' } });
  expect(served).toMatchObject({ status: 'fulfilled', value: { said: 'good day Bob' } });
});
