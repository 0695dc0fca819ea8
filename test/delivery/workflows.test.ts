import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(__dirname, '../../.github/workflows');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const jobs = files.flatMap(({ name, text }) =>
  Object.entries((parse(text) as Workflow).jobs).map(([id, job]) => ({ name: `${name} ${id}`, job })),
);

function workflow(name: string): Workflow {
  return parse(files.find((file) => file.name === name)!.text) as Workflow;
}

test('every action is pinned to a commit, with the version that it was in a comment', () => {
  const uses = files.flatMap(({ text }) => text.split('\n').filter((line) => line.includes('uses:')));

  expect(uses.length).toBeGreaterThan(3);
  expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
    [],
  );
});

test('a workflow may do nothing, and a job only read the code and ask for a token, where it becomes a role', () => {
  expect(files.map(({ name }) => workflow(name).permissions)).toEqual(files.map(() => ({})));

  for (const { name, job } of jobs) {
    const becomesRole = job.steps.some(({ uses = '' }) => uses.includes('configure-aws-credentials'));
    const least = { contents: 'read', ...(becomesRole && { 'id-token': 'write' }) };
    expect({ name, ...job.permissions }).toEqual({ name, ...least });
  }
});

test('no workflow has a stored key, and no checkout leaves its token behind', () => {
  const steps = jobs.flatMap(({ job }) => job.steps);

  expect(files.filter(({ text }) => /secrets\.|aws-(secret-)?access-key/.test(text))).toEqual([]);
  for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
    expect(step.with).toEqual({ 'persist-credentials': false });
});

test('what somebody typed reaches no script but by its environment', () => {
  const scripts = jobs.flatMap(({ job }) => job.steps.flatMap(({ run = [] }) => run));

  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test('pull requests are checked as main is, by the gate itself, and one push stops the check of the one before', () => {
  const { on, jobs: all, concurrency } = workflow('check.yml');

  expect(Object.keys(on)).toEqual(['pull_request', 'push']);
  expect(all['check']!.steps.map(({ run }) => run)).toContain('.ci/run');
  expect(concurrency!['cancel-in-progress']).toBe(true);
});

test('a stage is deployed by hand, from its environment, one deployment at a time and none stopped halfway', () => {
  const { on, jobs: all, concurrency } = workflow('deploy.yml');

  expect(Object.keys(on)).toEqual(['workflow_dispatch']);
  expect(all['deploy']!.environment).toBe('${{ inputs.stage }}');
  expect(concurrency).toEqual({ group: 'deploy-${{ inputs.stage }}', 'cancel-in-progress': false });
});
