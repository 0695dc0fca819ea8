import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleName, servers } from '../../lib/server-bundle';

const text = readFileSync(join(__dirname, '..', '..', 'container', 'Dockerfile'), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

const instructions: readonly Instruction[] = text
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));

const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);

test('the base is slim, of the Node that functions have, and pinned to one release', () => {
  expect(all('FROM')).toEqual([
    expect.stringMatching(/^node:24\.\d+\.\d+-\w+-slim(?:@sha256:[0-9a-f]{64})?$/),
  ]);
});

test('nothing is installed or run while the image is built: it holds the bundles alone', () => {
  const bundles = servers.map(bundleName).join(' ');

  expect(all('RUN')).toEqual([]);
  expect(all('ADD')).toEqual([]);
  expect(all('COPY')).toEqual([`--chown=root:root --chmod=0444 ${bundles} ./`]);
});

test('the server runs as a user that is not root and owns none of its files', () => {
  expect(all('USER')).toEqual(['1000']);
});

test('it is started without a shell, so that SIGTERM reaches it', () => {
  expect(all('STOPSIGNAL')).toEqual(['SIGTERM']);
  expect(all('ENTRYPOINT')).toEqual(['["node"]']);
  expect(all('CMD')).toEqual(['["api.server.mjs"]']);
});

test('only instructions that a reviewer expects are used', () => {
  const known = ['FROM', 'WORKDIR', 'COPY', 'USER', 'ENV', 'STOPSIGNAL', 'EXPOSE', 'ENTRYPOINT', 'CMD'];

  expect(instructions.map(({ name }) => name)).toEqual(known);
  expect(all('ENV').join()).not.toMatch(/key|secret|token|password/i);
});
