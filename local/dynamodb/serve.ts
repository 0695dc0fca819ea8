import { parseArgs } from 'node:util';
import { openEngine } from './engine';
import { serveEngine } from './server';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8000' }, data: { type: 'string' } },
});
async function main(): Promise<void> {
  const engine = await openEngine(values.data === undefined ? {} : { folder: values.data });
  const served = await serveEngine(engine, Number(values.port));
  process.stdout.write(`dynamodb ${served.url}\n`);
}
void main();
