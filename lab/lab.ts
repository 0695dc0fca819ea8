import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { outputFor, Refusal, runCommand } from '../local/command';
import { choice, json, text, wholeNumber } from '../local/options';
import { tablesOf } from './console-table';
import { experimentNames } from './document';
import { compareWithEngine } from './engine/compare';
import { guardNames } from './guards/all';
import { makeDocument, wantedBy, type Asked } from './make-document';
import { reportOf } from './report/report';
import { runInThreads } from './threads';

const options = {
  experiment: choice(['all', ...experimentNames], { help: 'one of them alone', fallback: 'all' }),
  guard: choice(['all', ...guardNames], { help: 'one of them alone', fallback: 'all' }),
  seed: wholeNumber({
    placeholder: 'N',
    help: 'fixes every run of the simulator: the same seed, the same figures',
    fallback: 1,
    from: 0,
    to: 4_294_967_295,
  }),
  out: text({
    placeholder: 'FILE.html',
    help: 'where the report goes; lab-report.html, or nowhere with --json',
    fallback: undefined,
  }),
  json,
};

const command = {
  usage: 'npm run lab --',
  about:
    'Every way of guarding stock, side by side, in a model of DynamoDB: a table, and a report to look at.',
  options,
};

void runCommand(command, async ({ experiment, guard, seed, out, json: asJson }) => {
  const output = outputFor(asJson);
  const asked: Asked = {
    experiment: experiment === 'all' ? undefined : experiment,
    guard: guard === 'all' ? undefined : guard,
    seed,
  };
  refuseEmpty(asked);
  const file = out ?? (asJson ? undefined : 'lab-report.html');
  if (file !== undefined && !existsSync(dirname(resolve(file))))
    throw new Refusal(`--out must lie in a folder that exists, got ${file}`);

  const startedAt = performance.now();
  const document = await makeDocument(asked, await commit(), {
    run: (plans) => runInThreads(plans, (done) => progress(done, plans.length)),
    compare: (guards, from) => compareWithEngine(guards, from, say),
  });
  if (file !== undefined) await writeFile(file, reportOf(document));

  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const where = file === undefined ? [] : [`report ${resolve(file)}`];
  output.result(
    document,
    [tablesOf(document), '', ...where, `seed ${seed}, commit ${document.commit}, ${seconds} s`].join('\n'),
  );
  return 0;
});

function refuseEmpty(asked: Asked): void {
  if (wantedBy(asked).some(({ plans }) => plans.length > 0)) return;

  const others = guardNames.filter((guard) =>
    wantedBy({ ...asked, guard }).some(({ plans }) => plans.length > 0),
  );
  throw new Refusal(
    `the experiment ${String(asked.experiment)} has no run of ${String(asked.guard)}; it has ${others.join(', ')}`,
  );
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ten lines whatever the number of runs. */
function progress(done: number, all: number): void {
  const tenth = (count: number) => Math.floor((count * 10) / all);
  if (tenth(done) > tenth(done - 1)) say(`simulator: ${done} of ${all} runs`);
}

async function commit(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: __dirname });
    return stdout.trim();
  } catch {
    return 'unknown';
  }
}
