import { makeApp } from '../http/app';
import { nodeDoor } from '../http/node-door';
import { routes } from '../routes';
import { apiListener } from '../server/api-listener';
import { drain, stopSignal } from '../server/drain';
import { listen } from '../server/listen';
import { metricsListener } from '../server/metrics-listener';
import { orderWorld, verifier } from './aws-world';
import { port, seconds, setting } from './environment';
import { inventoryWorld } from './inventory-world';
import { lastCounts, log, metrics, observer, report } from './server-observer';

/** Every route, until the platform asks to stop; then nobody's request is lost. */
async function serve(): Promise<void> {
  const stop = stopSignal();
  const host = setting('HOST');
  const world = { ...inventoryWorld(), ...orderWorld(observer) };
  const app = makeApp<typeof world>(routes, world, verifier(), report);
  const paths = routes.map(({ path }) => path);
  const api = apiListener(nodeDoor(app), metrics, paths);

  const counts = await listen(metricsListener(metrics), { host, port: port('METRICS_PORT') });
  const listening = await listen((request, response) => void api.listener(request, response), {
    host,
    port: port('PORT'),
  });
  log.info('serving', { port: listening.port, metricsPort: counts.port });

  await stop;
  api.stopping();
  log.info('stopping');
  await drain(listening.server, seconds('DEREGISTRATION_SECONDS') * 1000);
}

// whatever connections the SDK still holds, there is nothing left to do
void serve()
  .then(lastCounts)
  .then(() => process.exit(0));
