import { Duration } from 'aws-cdk-lib';
import { stages } from '../../../lib/config';
import { guards } from '../../../lib/guards/holdfast-guards';
import { assemblyOf } from '../../../lib/guards/assembly';
import { mistakesIn } from '../../../lib/stage-rules';
import type { StageConfig } from '../../../lib/stage-config';
import { chosen, everything, synthesise } from '../synthesised';

const { prod, dev } = stages;

test('every stage and variant is synthesised, and the path of each template names its stage', () => {
  for (const stage of ['dev', 'staging', 'prod'])
    for (const stack of ['state', 'messaging', 'serverless', 'containers'])
      expect([...everything.templates.keys()]).toContain(`holdfast-${stage}/${stack}`);
  for (const { hierarchicalId, templateFullPath, stackName } of everything.stacks) {
    const stage = hierarchicalId.split('/')[0] ?? '';
    expect(templateFullPath).toContain(`assembly-${stage}/`);
    expect(stackName).toBe(hierarchicalId.replace('/', '-'));
  }
});

test('prod belongs to one account and region: the CDK refuses credentials of another', () => {
  const home = { account: '111111111111', region: 'eu-central-1' };
  const { entrance: _, ...containers } = prod.containers;
  const certificateArn = `arn:aws:acm:${home.region}:${home.account}:certificate/1`;
  const data = {
    ...stages,
    prod: { ...prod, home, containers: { ...containers, entrance: { kind: 'tls', certificateArn } } },
  } as const;
  const homes = (notToProd?: string) =>
    synthesise({ data, stages: ['prod'], notToProd, variants: ['serverless'] }).stacks.map(
      ({ environment }) => environment.account,
    );

  expect(new Set(homes())).toEqual(new Set([home.account]));
  expect(new Set(homes('a change is in no commit'))).toEqual(new Set(['000000000000']));
});

test('the stages as they are configured make sense', () => {
  expect(Object.values(stages).flatMap(mistakesIn)).toEqual([]);
});

test('a mistake in the data of a stage ends the synth with its sentence', () => {
  const data = { ...stages, dev: { ...dev, workersPerQueue: 1 } };

  expect(() => synthesise({ data, stages: ['dev'] })).toThrow(
    'stage dev: workersPerQueue must be 2 to 1000, got 1',
  );
});

const issuer = {
  kind: 'issuer',
  issuer: 'https://id.example',
  clientId: 'shop',
  jwksUri: 'https://id.example/keys',
} as const;

test.each<[string, StageConfig, string]>([
  ['no variant', { ...dev, variants: [] }, 'variants must name at least one'],
  ['a queue that takes plain HTTP elsewhere', { ...dev, plainQueues: 'why not' }, 'leave plainQueues out'],
  [
    'a consumer that does not exist',
    { ...dev, variants: ['serverless'], queueConsumer: 'containers' },
    'queueConsumer must be one of',
  ],
  [
    'protection of what is destroyed',
    { ...dev, deletionProtection: true },
    "set onDelete to 'retain', or protection to false",
  ],
  [
    'keys over http',
    { ...dev, variants: ['serverless'], identity: { ...issuer, jwksUri: 'http://id.example' } },
    'jwksUri must be an https address',
  ],
  [
    'an issuer over http',
    { ...dev, variants: ['serverless'], identity: { ...issuer, issuer: 'http://id.example' } },
    'identity.issuer must be an https address',
  ],
  ['a hold of no time', { ...dev, holdFor: Duration.seconds(0) }, 'holdFor must be a second or more'],
  [
    'an audit twice a minute',
    { ...dev, auditEvery: Duration.seconds(30) },
    'auditEvery must be a minute or more',
  ],
  ['deadlines that are held for no reason', { ...dev, holdDeadlines: ' ' }, 'holdDeadlines must say why'],
  ['events for an hour', { ...dev, keepEventsFor: Duration.hours(1) }, 'keepEventsFor must be a day or more'],
  ['too little memory', { ...dev, requestMemoryMiB: 64 }, 'requestMemoryMiB must be 128 to 10240, got 64'],
  ['a queue for one worker', { ...dev, workersPerQueue: 1 }, 'workersPerQueue must be 2 to 1000, got 1'],
  [
    'fewer reserved than at work',
    { ...dev, reserved: { shipping: 5 } },
    'reserved.shipping must be workersPerQueue (10) or more',
  ],
  [
    'orders faster than the API',
    { ...dev, orderThrottle: { perSecond: 200, burst: 100 } },
    'orderThrottle.perSecond must be at most the 100',
  ],
  [
    'a firewall that lets nobody in',
    { ...dev, requestsPerAddress: 5 },
    'requestsPerAddress must be 10 or more',
  ],
  [
    'tables warmed to what they start with',
    { ...dev, warmWrites: 4_000 },
    'warmWrites must be above the 4000',
  ],
  ['an issuer without a way out', { ...dev, identity: issuer }, "set it to 'nat'"],
  [
    'plain HTTP without a reason',
    { ...dev, containers: { ...dev.containers, entrance: { kind: 'plain', reason: ' ' } } },
    'must say why it is plain',
  ],
  [
    'a certificate of elsewhere',
    { ...prod, home: { account: '111111111111', region: 'eu-west-1' } },
    "in the stage's home",
  ],
  ['prod for any account', { ...prod, home: undefined }, 'set home to { account, region }'],
  [
    'prod that forgets',
    { ...prod, onDelete: 'destroy', deletionProtection: false },
    "prod must keep what people wrote: set onDelete to 'retain'",
  ],
  ['prod without protection', { ...prod, deletionProtection: false }, 'set deletionProtection to true'],
  ['prod without a firewall', { ...prod, requestsPerAddress: undefined }, 'prod must have a firewall'],
  ['prod that takes play money', { ...prod, sandboxPayments: ' ' }, "say why in sandboxPayments: '<reason>'"],
  [
    'passwords in prod',
    { ...prod, identity: { kind: 'cognito', passwordSignIn: true } },
    'set identity.passwordSignIn to false',
  ],
  [
    'plain HTTP in prod',
    { ...prod, containers: { ...prod.containers, entrance: { kind: 'plain', reason: 'why not' } } },
    'prod must not be reached over plain HTTP',
  ],
  [
    'one API task in prod',
    { ...prod, containers: { ...prod.containers, api: { ...prod.containers.api, least: 1 } } },
    'api.least must be 2 or more',
  ],
  [
    'a size that is not for sale',
    {
      ...prod,
      containers: { ...prod.containers, workers: { cpu: 256, memoryMiB: 4_096, least: 2, most: 4 } },
    },
    'must be a size that Fargate has',
  ],
  [
    'fewer at most than at least',
    { ...prod, containers: { ...prod.containers, workers: { ...prod.containers.workers, most: 1 } } },
    'workers.most must be 2 or more',
  ],
  [
    'no request to a task',
    { ...prod, containers: { ...prod.containers, requestsPerTask: 0 } },
    'requestsPerTask must be 1 or more',
  ],
])('%s is refused, with what to change', (_, config, said) => {
  expect(mistakesIn(config)).toContainEqual(expect.stringContaining(said));
});

test('prod may take sandbox payments where it says why', () => {
  expect(mistakesIn({ ...prod, sandboxPayments: 'a demonstration' })).toEqual([]);
});

test.each(guards.map((guard) => [guard.promise, guard] as const))('everywhere, %s', (_, guard) => {
  for (const { templates } of [everything, chosen]) {
    const assembly = assemblyOf(
      [...templates].map(([stack, template]) => ({ stack, templatePath: stack, template: { ...template } })),
    );
    expect(
      guard.findings(assembly).map(({ resource, says }) => `${resource.stack} ${resource.id}: ${says}`),
    ).toEqual([]);
  }
});
