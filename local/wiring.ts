import { makeBus, serveBus, type Bus } from './bus';
import { startContainers } from './containers/tasks';
import { devRoutes } from './dev-routes';
import { pointSdkAt } from './environment';
import { loadFunctions, type Functions, type LoadOptions } from './functions';
import { functionsAside } from './functions-aside';
import { gatewayAnswers } from './http/gateway-response';
import { isBehindGateway, readResources } from './http/routes';
import type { HttpServer } from './http/server';
import { LOCAL_CLIENT, LOCAL_ISSUER, type Issuer } from './issuer';
import type { Running } from './mapping/mapping';
import { startSchedules } from './mapping/schedules';
import { targetsOf } from './mapping/targets';
import { startMappings } from './mappings';
import { createQueues } from './queues';
import type { LocalOptions, Stop } from './run';
import type { Sqs } from './sqs';
import type { Store } from './store';
import type { App } from './synth-aside';
import { createTables, findTables } from './tables';
import { coverageWarning } from './template/coverage';
import { resourcesOf } from './template/resources';
import { readStage, type Stage } from './template/stage';

/** What is there before the templates are looked at. */
export interface Ground {
  readonly app: App;
  readonly options: LocalOptions;
  readonly server: HttpServer;
  readonly store: Store;
  readonly sqs: Sqs;
  readonly issuer: Issuer;
  readonly warn: (line: string) => void;
  /** Gets how to stop what was started here, also where the rest fails. */
  readonly started: Stop[];
}

const graceMs = 5_000;

/** Gives every resource of the templates its counterpart, and opens the server. */
export async function wire({
  app,
  options,
  server,
  store,
  sqs,
  issuer,
  warn,
  started,
}: Ground): Promise<void> {
  const tableNames = await findTables(store.call, resourcesOf(app.stacks));
  const stage = readStage(app.stacks, { sqsUrl: sqs.url, tableNames });
  const uncovered = coverageWarning(stage.resources);
  if (uncovered !== undefined) warn(uncovered);

  const tableParts = stage.parts('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  const tables = await createTables(store.call, tableParts, tableNames);
  await createQueues(sqs.call, stage.parts('AWS::SQS::Queue'));

  const rules: { bus?: Bus } = {};
  const events = await serveBus(() => rules.bus);
  started.push(events.close);
  started.push(pointSdkAt({ dynamodb: store.ownUrl, sqs: sqs.url, events: events.url }, process.env));
  const variables = variablesOf(options, server.url);
  const functions = startFunctions(stage, { root: app.root, variables, warn }, started);
  const send = targetsOf(functions, sqs);
  rules.bus = makeBus(stage, send, warn);

  const { call, feed } = store;
  const mappings = await startMappings({ stage, functions, tables, sqs, feed, call, warn });
  const schedules = startSchedules(stage, send, warn);
  started.push(async () => await stopWithin(graceMs, [schedules, mappings]));
  const tasks = stage.parts('AWS::ECS::TaskDefinition');
  const containers = await startContainers(tasks, { variables, warn });
  started.push(containers.stop);
  const resources = readResources(stage, functions);
  const gateway = gatewayAnswers(stage);
  const own = devRoutes(issuer, { dynamodb: store.url, sqs: sqs.url });
  server.open({ resources, own, gateway, forward: containers.forward, warn });
}

/** Somebody waits for the answer of a function behind the gateway: only those run in this thread. */
function startFunctions(stage: Stage, options: LoadOptions, started: Stop[]): Functions {
  const isForeground = isBehindGateway(stage);
  const parts = stage.parts('AWS::Lambda::Function');
  const aside = functionsAside(
    parts.filter((part) => !isForeground(part)),
    options,
  );
  started.push(aside.stop);

  return new Map([...loadFunctions(parts.filter(isForeground), options), ...aside.functions]);
}

/** What functions are told differently here: whose tokens count, and the times that were asked for. */
function variablesOf(
  { hold, settle, holdDeadlines }: LocalOptions,
  url: string,
): Readonly<Record<string, string>> {
  return {
    TOKEN_ISSUER: LOCAL_ISSUER,
    TOKEN_CLIENT_ID: LOCAL_CLIENT,
    TOKEN_JWKS_URI: `${url}/dev/jwks.json`,
    ...(hold !== undefined && { HOLD_SECONDS: String(hold) }),
    ...(settle !== undefined && { SETTLE_SECONDS: String(settle) }),
    ...(holdDeadlines === true && { DEADLINES: 'held' }),
  };
}

async function stopWithin(ms: number, running: readonly Running[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.all(running.map(async (one) => await one.stop())), late]);
  clearTimeout(timer);
}
