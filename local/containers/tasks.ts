import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleServersAside } from '../../lib/server-bundle';
import { forwarder, type Forward } from '../http/forward';
import type { Part } from '../template/stage';
import { keepRunning, type Kept } from './keep-running';

export interface ContainerOptions {
  /** Replaces variables that a task has. */
  readonly variables: Readonly<Record<string, string>>;
  readonly warn: (line: string) => void;
}

export interface Containers {
  /** To the task that serves HTTP; absent where none does. */
  readonly forward?: Forward;
  readonly stop: () => Promise<void>;
}

type Task = Part<'AWS::ECS::TaskDefinition'>;

/** What differs on a laptop: loopback alone, free ports, and nobody to wait for when it stops. */
const here = {
  HOST: '127.0.0.1',
  PORT: '0',
  METRICS_PORT: '0',
  DEREGISTRATION_SECONDS: '0',
  POLL_SECONDS: '1',
};

/** Bundles the servers as for their image, and runs each task of the template as a process, with the environment that it gives. */
export async function startContainers(
  tasks: readonly Task[],
  options: ContainerOptions,
): Promise<Containers> {
  if (tasks.length === 0) return { stop: () => Promise.resolve() };

  const folder = mkdtempSync(join(tmpdir(), 'holdfast-servers-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  await bundleServersAside(folder);
  const kept = tasks.map((task) => run(task, folder, options));
  const stop = async () => {
    await Promise.all(kept.map(async ({ child }) => await child.stop()));
    clean();
    process.off('exit', clean);
  };

  try {
    await Promise.all(kept.map(async ({ child }) => await child.ready));
  } catch (error) {
    await stop();
    throw error;
  }
  const api = kept.find(({ serves }) => serves);
  return { stop, ...(api && { forward: forwarder(() => api.child.port()) }) };
}

function run({ properties, resource }: Task, folder: string, { variables, warn }: ContainerOptions) {
  const [container] = properties.ContainerDefinitions;
  const [bundle = ''] = container?.Command ?? [];
  const own = Object.fromEntries((container?.Environment ?? []).map(({ Name, Value }) => [Name, Value]));
  const replaced: Readonly<Record<string, string>> = { ...here, ...variables };
  const env = Object.entries(own).map(([name, value]) => [name, replaced[name] ?? value] as const);
  const child: Kept = keepRunning({
    name: resource.logicalId,
    file: join(folder, bundle),
    env: { ...platform(), ...Object.fromEntries(env) },
    warn,
  });

  return { child, serves: 'PORT' in own };
}

/** What the platform adds to a task's environment: where AWS is, and who calls. */
function platform(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}
