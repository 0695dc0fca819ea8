import { assertHome } from '../../deploy/caller';
import { assertCanAsk } from '../../deploy/confirm';
import { doorsOf } from '../../deploy/doors';
import { likelyFix } from '../../deploy/failure';
import { planOf, planText } from '../../deploy/plan';
import type { Answer, Call } from '../../deploy/shop-client';
import { lookAround } from '../../deploy/smoke';
import { stages } from '../../lib/config';
import { assemblyOf } from '../../lib/guards/assembly';

const home = { account: '111111111111', region: 'eu-central-1' };
const outputs = {
  'holdfast-dev-serverless': { ApiUrl: 'https://abc.execute-api.eu-central-1.amazonaws.com/live/' },
  'holdfast-dev-containers': { BalancerName: 'shop-1.eu-central-1.elb.amazonaws.com' },
};

test('a plan counts what each stack is made of, and says what that costs while nobody uses it', () => {
  const acl = { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{}, {}, {}] } };
  const role = { Type: 'AWS::IAM::Role' };
  const assembly = assemblyOf([
    { stack: 'holdfast-dev/state', templatePath: '', template: { Resources: { Role: role } } },
    {
      stack: 'holdfast-dev/serverless',
      templatePath: '',
      template: { Resources: { Acl: acl, A: role, B: role } },
    },
  ]);

  const plan = planOf(assembly);

  expect(plan).toEqual({
    stacks: [
      { stack: 'holdfast-dev/state', resources: { 'AWS::IAM::Role': 1 } },
      { stack: 'holdfast-dev/serverless', resources: { 'AWS::IAM::Role': 2, 'AWS::WAFv2::WebACL': 1 } },
    ],
    idleDollarsPerMonth: 8,
  });
  expect(planText(plan, 'dev')).toContain('costs about $8.00 a month while nobody uses it');
});

test('a stage that has an account is deployed to no other, and prod to none before it has one', () => {
  const prod = { ...stages.prod, home };

  expect(() => assertHome(prod, home.account)).not.toThrow();
  expect(() => assertHome(stages.dev, '222222222222')).not.toThrow();
  expect(() => assertHome(prod, '222222222222')).toThrow(
    'prod belongs to account 111111111111, got credentials of 222222222222',
  );
  for (const account of ['222222222222', stages.prod.home!.account])
    expect(() => assertHome(stages.prod, account)).toThrow('prod belongs to no account: put yours into home');
});

test('nothing is deployed where nobody has said yes and nobody can be asked', () => {
  expect(() => assertCanAsk(false, false)).toThrow('say --yes');
  expect(() => assertCanAsk(true, false)).not.toThrow();
  expect(() => assertCanAsk(false, true)).not.toThrow();
});

test('each variant has a door: the address of its API, or of its balancer', () => {
  const doors = doorsOf(stages.dev, ['serverless', 'containers'], outputs);

  expect(doors).toEqual([
    { variant: 'serverless', url: 'https://abc.execute-api.eu-central-1.amazonaws.com/live' },
    { variant: 'containers', url: 'http://shop-1.eu-central-1.elb.amazonaws.com' },
  ]);
});

test('a balancer with a certificate is not tried out by its own name, which is not on it', () => {
  const [door] = doorsOf(stages.prod, ['containers'], outputs);

  expect(door?.closed).toContain('its certificate is for your domain');
});

test('where nobody can sign in by password, the smoke test looks and changes nothing', async () => {
  const calls: Call[] = [];
  const answer =
    (status: number) =>
    async (call: Call): Promise<Answer> => {
      calls.push(call);
      return { status, body: {} };
    };

  await lookAround(answer(200));

  expect(calls).toEqual([
    { method: 'GET', path: '/health' },
    { method: 'GET', path: '/products' },
  ]);
  await expect(lookAround(answer(503))).rejects.toThrow('GET /health must answer 200, got 503');
});

test.each([
  [
    'SSM parameter /cdk-bootstrap/hnb659fds/version not found. Has the environment been bootstrapped?',
    'npx cdk bootstrap',
  ],
  ['ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock', '--variant serverless'],
  ['Need to perform AWS calls for account 111111111111, but no credentials have been configured', 'sign in'],
])('%s: the likely fix says %s', (reason, fix) => {
  expect(likelyFix(reason)).toContain(fix);
});
