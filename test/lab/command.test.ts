import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LabDocument } from '../../lab/document';

const aText = expect.any(String) as string;
const aNumber = expect.any(Number) as number;

async function lab(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const root = join(__dirname, '../..');
  const child = spawn(process.execPath, ['--import', 'tsx', 'lab/lab.ts', ...args], { cwd: root });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (heard.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (heard.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...heard };
}

test('with --json the lab prints one document, with the cells of what was asked alone', async () => {
  const { code, stdout } = await lab(
    '--experiment',
    'rest',
    '--guard',
    'conditional',
    '--seed',
    '7',
    '--json',
  );
  const document = JSON.parse(stdout) as LabDocument;

  expect(code).toBe(0);
  expect(document).toMatchObject({ seed: 7, commit: aText });
  expect(document.parameters.dynamodb.writeUnitsPerSecond).toMatchObject({
    value: 1_000,
    source: aText,
  });
  expect(document.experiments.map(({ name }) => name)).toEqual(['rest']);
  expect(document.experiments[0]?.cells[0]).toMatchObject({
    guard: 'conditional',
    soldOutMemory: false,
    backend: 'simulator',
    load: { buyers: 600, units: 1_000, perSecond: 1 },
    sold: 600,
    oversold: 0,
    undersold: 0,
    writeUnitsPerSale: 1,
    success: { p50Ms: aNumber, p99Ms: aNumber, p999Ms: aNumber },
    refusal: { p50Ms: null, p99Ms: null, p999Ms: null },
    orderInversions: 0,
    realSeconds: aNumber,
  });
});

test('an experiment that has no run of a guard says which guards it has', async () => {
  const { code, stderr, stdout } = await lab('--experiment', 'umbrella', '--guard', 'combined');

  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toBe('the experiment umbrella has no run of combined; it has optimistic, pessimistic\n');
});
