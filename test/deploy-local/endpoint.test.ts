import { createServer } from 'node:http';
import { assertLoopback } from '../../deploy/endpoint';
import { listen } from '../../local/listen';
import { runCommand } from '../contract/program';

const deployTo = async (endpoint: string, ...options: readonly string[]) =>
  await runCommand('deploy/deploy-local.ts', ['--endpoint', endpoint, ...options]);

test.each([
  'http://127.0.0.1:4566',
  'http://127.1.2.3:4566',
  'http://localhost:4566',
  'http://[::1]:4566',
  'https://127.0.0.1:4566',
])('%s is this machine', (endpoint) => {
  expect(() => assertLoopback(endpoint)).not.toThrow();
});

test.each([
  'https://dynamodb.us-east-1.amazonaws.com',
  'http://10.0.0.1:4566',
  'http://0.0.0.0:4566',
  'http://localhost.example.com:4566',
  'http://127.0.0.1.example.com:4566',
  'http://127.example.com',
  'http://example.com@192.0.2.1',
  'http://127.0.0.1:4566@example.com',
  'http://[::ffff:192.0.2.1]:4566',
])('%s is not this machine', (endpoint) => {
  expect(() => assertLoopback(endpoint)).toThrow('nothing was done');
});

test('an endpoint elsewhere is refused in one line that says what is wanted', async () => {
  const { code, stdout, stderr } = await deployTo('https://dynamodb.us-east-1.amazonaws.com', '--json');

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    '--endpoint must be on this machine (127.0.0.1, localhost or [::1]), got https://dynamodb.us-east-1.amazonaws.com: nothing was done\n',
  );
});

test('something on this machine that is no AWS endpoint, or sends callers on, is refused with how to start one', async () => {
  const paths: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    paths.push(url);
    response.writeHead(307, { location: 'http://192.0.2.1/' }).end();
  });
  const url = await listen(server, 0, 'none');

  const { code, stderr } = await deployTo(url);
  server.close();

  expect(code).toBe(1);
  expect(stderr).toBe(
    `no AWS endpoint answers at ${url}: start one with PORT=${new URL(url).port} deploy/ministack.sh, and run this again\n`,
  );
  expect(paths).toHaveLength(1);
});
