import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorOf } from '../../../lib/runbook';
import { all, alarmsOf, containersAlone, prod } from '../watched';

const runbook = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'runbook.md'), 'utf8');

const headings = (level: string, text: string) =>
  [...text.matchAll(new RegExp(`^${level} (.+)$`, 'gm'))].map(([, heading = '']) => heading);
const alarmPages = runbook.split(/^## /m).find((part) => part.startsWith('Alarms')) ?? '';

const alarms = alarmsOf([all, containersAlone]);

test('every alarm names its page of the runbook, and every page of an alarm has one', () => {
  const linked = new Set(
    alarms.map(
      ({ alarm }) => /docs\/runbook\.md#([\w-]+)$/.exec(String(alarm.properties['AlarmDescription']))?.[1],
    ),
  );

  expect([...linked].sort()).toEqual(headings('###', alarmPages).map(anchorOf).sort());
});

test('every page says what it means, what customers notice, where to look, why, and what to do and not to do', () => {
  const pages = alarmPages.split(/^### /m).slice(1);

  expect(pages).toHaveLength(headings('###', alarmPages).length);
  for (const page of pages) {
    const labels = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label.toLowerCase()).join();
    for (const part of ['means', 'customers', 'look', 'causes', 'do not']) expect(labels).toContain(part);
    expect(labels.replace(/do not/g, '')).toMatch(/\bdo\b/);
  }
});

test('every link within the runbook leads to a heading', () => {
  const anchors = new Set([...headings('##', runbook), ...headings('###', runbook)].map(anchorOf));
  const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);

  expect(links.filter((anchor) => !anchors.has(anchor ?? ''))).toEqual([]);
});

test('every resource that a command of the runbook asks for is there, and is the only one of its name', () => {
  const types: Readonly<Record<string, string>> = {
    warnings: 'AWS::Logs::LogGroup',
    depth: 'AWS::SQS::Queue',
    peek: 'AWS::SQS::Queue',
    arn: 'AWS::SQS::Queue',
  };
  const asked = [
    ...runbook.matchAll(
      /\b(res|warnings|depth|peek|arn) (state|messaging|serverless|containers) (\w+)(?: (AWS::[\w:]+))?/g,
    ),
  ].map(([, how = '', stack = '', prefix = '', type = types[how] ?? '']) => ({ stack, prefix, type }));
  const found = ({ stack, prefix, type }: (typeof asked)[number]) =>
    [prod, containersAlone].map(
      (assembly) =>
        assembly.ofType(type).filter((one) => one.stack.endsWith(`/${stack}`) && one.id.startsWith(prefix))
          .length,
    );

  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((one) => Math.max(...found(one)) !== 1)).toEqual([]);
});
