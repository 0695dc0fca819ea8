import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOf, type Line } from '../../deploy/cost/bill';
import { estimate, type Estimate } from '../../deploy/cost/estimate';
import { prices } from '../../deploy/cost/prices';
import { reportOf } from '../../deploy/cost/report';
import { synthesise } from '../../deploy/templates';
import { assemblyOf, type Assembly, type StackTemplate } from '../../lib/guards/assembly';
import type { StageName, Variant } from '../../lib/stage-config';

const stages = ['local', 'dev', 'staging', 'prod'] as const satisfies readonly StageName[];
const variants = ['serverless', 'containers'] as const satisfies readonly Variant[];
const everywhere = stages.flatMap((stage) => variants.map((variant) => ({ stage, variant })));

let synthesised: Readonly<Record<Variant, readonly StackTemplate[]>>;
beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false'; // other tests have it on
  synthesised = {
    serverless: synthesise({ variants: ['serverless'] }),
    containers: synthesise({ variants: ['containers'] }),
  };
});

function assemblyFor(stage: StageName, variant: Variant): Assembly {
  return assemblyOf(synthesised[variant].filter(({ stack }) => stack.startsWith(`holdfast-${stage}/`)));
}

function cost(stage: StageName, variant: Variant, orders: number): Estimate {
  const assemblies = {
    serverless: assemblyFor(stage, 'serverless'),
    containers: assemblyFor(stage, 'containers'),
  };
  return estimate({ orders, variant, stage, assemblies });
}

test('a dev stage of functions that nobody uses costs next to nothing: waiting at queues, metrics of audits, keys', () => {
  const { idleDollarsPerMonth, lines } = cost('dev', 'serverless', 0);

  expect(idleDollarsPerMonth).toBeLessThan(2.5);
  const units = lines.filter(({ dollars }) => dollars >= 0.02).map(({ unit }) => unit);
  expect([...new Set(units)].sort()).toEqual(['key request', 'metric-month', 'request']);
});

test('containers that nobody uses cost by the hour', () => {
  const { idleDollarsPerMonth, lines } = cost('dev', 'containers', 0);

  expect(idleDollarsPerMonth).toBeGreaterThan(50);
  expect(lines.map(({ unit }) => unit)).toEqual(
    expect.arrayContaining([
      'vCPU-hour',
      'balancer-hour',
      'public IPv4 address-hour',
      'endpoint-hour in a zone',
    ]),
  );
});

test.each(everywhere)('the lines of $stage, $variant add up to the month', ({ stage, variant }) => {
  const { lines, dollarsPerMonth, dollarsPerMillionOrders } = cost(stage, variant, 3_000_000);

  const sum = lines.reduce((total, { dollars }) => total + dollars, 0);
  expect(dollarsPerMonth).toBeCloseTo(sum, 6);
  expect(dollarsPerMillionOrders).toBeCloseTo(sum / 3, 5);
  for (const { unit, quantity, dollars } of lines) {
    const price = Object.values(prices).find(
      (known) => known.unit === unit && Math.abs(known.dollars * quantity - dollars) < 1e-5,
    );
    expect({ unit, priced: price !== undefined }).toEqual({ unit, priced: true });
  }
});

test.each(everywhere)('in $stage, $variant more orders never cost less', ({ stage, variant }) => {
  const assembly = assemblyFor(stage, variant);

  const months = [0, 1, 100, 10_000, 1_000_000, 50_000_000, 1_000_000_000].map((orders) =>
    billOf(assembly, orders).reduce((sum, { dollars }) => sum + dollars, 0),
  );

  expect(months).toEqual([...months].sort((a, b) => a - b));
  expect(new Set(months).size).toBe(months.length);
});

test.each(stages)(
  'at the break-even of %s both variants cost the same, and beyond it containers cost less',
  (stage) => {
    const orders = cost(stage, 'serverless', 0).breakEvenOrdersPerMonth!;
    const month = (variant: Variant, count: number) => cost(stage, variant, count).dollarsPerMonth;

    expect(orders).toBeGreaterThan(100_000);
    expect(Math.abs(month('serverless', orders) - month('containers', orders))).toBeLessThan(0.01);
    expect(month('containers', orders * 2)).toBeLessThan(month('serverless', orders * 2));
    expect(month('containers', orders / 2)).toBeGreaterThan(month('serverless', orders / 2));
  },
);

test('where containers never cost less there is no break-even', () => {
  const [serverless, containers] = [assemblyFor('dev', 'serverless'), assemblyFor('dev', 'containers')];

  const swapped = { serverless: containers, containers: containers };
  expect(
    estimate({ orders: 0, variant: 'serverless', stage: 'dev', assemblies: swapped }).breakEvenOrdersPerMonth,
  ).toBeNull();
  expect(
    estimate({
      orders: 0,
      variant: 'serverless',
      stage: 'dev',
      assemblies: { serverless: containers, containers: serverless },
    }).breakEvenOrdersPerMonth,
  ).toBe(0);
});

test('a firewall, alarms and contributor insights are charged where the stage has them', () => {
  const unitsOf = (stage: StageName) => new Set(cost(stage, 'serverless', 0).lines.map(({ unit }) => unit));

  const extras = ['web ACL-month', 'rule-month', 'alarm metric-month', 'contributor rule-month'];
  expect(extras.filter((unit) => unitsOf('prod').has(unit))).toEqual(extras);
  expect(extras.filter((unit) => unitsOf('dev').has(unit))).toEqual([]);
});

test('audits count while nobody buys, and by what they read once orders have gathered', () => {
  const audits = (orders: number) =>
    cost('dev', 'serverless', orders)
      .lines.filter(({ unit }) => unit === 'read unit of audits')
      .reduce((sum, { quantity }) => sum + quantity, 0);

  expect(audits(0)).toBeGreaterThan(2_920 * 3); // every 15 minutes, three tables
  expect(audits(1_000_000)).toBeGreaterThan(100_000 * 2_920);
});

test('a resource of a type that nobody has priced is refused by its name', () => {
  const template = { Resources: { Warehouse: { Type: 'AWS::RDS::DBInstance', Properties: {} } } };
  const assembly = assemblyOf([{ stack: 'holdfast-dev/state', templatePath: '', template }]);

  expect(() => billOf(assembly, 0)).toThrow(
    'AWS::RDS::DBInstance (Warehouse of holdfast-dev/state) has no price',
  );
});

test.each([
  ['AWS::DynamoDB::Table', {}, 'table Thing'],
  ['AWS::SQS::Queue', {}, 'queue Thing'],
  ['AWS::Lambda::Function', { 'holdfast:entry': 'lambda/entry/new.lambda.ts' }, 'function Thing'],
])('a new %s is refused until its use is counted', (Type, Metadata, named) => {
  const template = { Resources: { Thing: { Type, Metadata, Properties: {} } } };
  const assembly = assemblyOf([{ stack: 'holdfast-dev/state', templatePath: '', template }]);

  expect(() => billOf(assembly, 0)).toThrow(named);
});

test('the table names the dearest first, the sum, the break-even and what is assumed', () => {
  const report = reportOf(cost('prod', 'serverless', 1_000_000));

  const amounts = [...report.matchAll(/^ +\$([\d,.]+) {2}.*\//gm)].map(([, amount]) =>
    Number(amount!.replaceAll(',', '')),
  );
  expect(amounts.length).toBeGreaterThan(5);
  expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
  for (const words of [/ a month$/m, /^break-even: from [\d,]+ orders/m, /^idle: \$/m, /assumed/])
    expect(report).toMatch(words);
});

test('docs/deploy.md prints what the command prints', () => {
  const page = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8');
  const money = (dollars: number) =>
    dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const rows = [0, 1_000_000].flatMap((orders) =>
    variants.map((variant) => {
      const { dollarsPerMonth } = cost('dev', variant, orders);
      return `| ${variant} | ${orders.toLocaleString('en-US')} | ${money(dollarsPerMonth)} |`;
    }),
  );
  const { breakEvenOrdersPerMonth, lines } = cost('dev', 'serverless', 1_000_000);
  const sum = (of: readonly Line[]) => Math.round(of.reduce((total, { dollars }) => total + dollars, 0));
  const audits = lines.filter(({ unit, resource }) => /audits/.test(unit) || /Auditor/.test(resource));
  const people = lines.filter(({ type }) => type === 'AWS::Cognito::UserPool');

  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  expect(page).toContain(`From ${breakEvenOrdersPerMonth!.toLocaleString('en-US')} orders a month on`);
  expect(page).toContain(`${sum(people).toLocaleString('en-US')} dollars for the 500,000 people`);
  expect(page).toContain(`${sum(audits)} dollars after a year`);
});
