import { stages } from '../../../lib/config';
import type { Assembly } from '../../../lib/guards/assembly';
import { nothingAlwaysOn } from '../../../lib/guards/idle';
import { mistakesIn } from '../../../lib/stage-rules';
import { actionsOf, alarmsOf, containersAlone, metricsOf, prod, type Seen } from '../watched';

const ofOperations = (assembly: Assembly) =>
  alarmsOf([assembly])
    .map(({ alarm }) => alarm)
    .filter(({ stack }) => stack.endsWith('/operations'));

/** When an alarm goes off, in one line. */
function rule(assembly: Assembly, id: string): string {
  const alarm = ofOperations(assembly).find((one) => new RegExp(`^Alarms${id}[0-9A-F]{8}$`).test(one.id))!;
  const { ComparisonOperator, Threshold, EvaluationPeriods, TreatMissingData } = alarm.properties as Readonly<
    Record<string, string>
  >;
  const [{ name, statistic, period }] = metricsOf(assembly, alarm) as [Seen];
  const way = ComparisonOperator === 'LessThanThreshold' ? '<' : '>';

  return [name, statistic, way, Threshold, 'in', EvaluationPeriods, 'x', period, TreatMissingData].join(' ');
}

test.each([
  ['Drift', 'drift Maximum > 0 in 1 x 900 ignore'],
  ['BooksWrong', 'books_wrong Maximum > 0 in 1 x 900 ignore'],
  ['Overdue', 'oldest_overdue_seconds Maximum > 1800 in 1 x 900 ignore'],
  ['Unsettled', 'unsettled Minimum > 0 in 1 x 86400 ignore'],
  ['DeadlinesHeld', 'deadlines_held Minimum > 0 in 1 x 86400 ignore'],
  ['AuditorSilent', 'drift SampleCount < 1 in 3 x 900 breaching'],
  ['PaymentsUnknown', 'payment_unknown Sum > 5 in 1 x 300 notBreaching'],
  ['RefundsUnknown', 'refund_unknown Sum > 5 in 1 x 900 notBreaching'],
  ['CarrierDown', 'shipment_unknown Sum > 5 in 1 x 300 notBreaching'],
  ['ShippingDeadLetters', 'ApproximateNumberOfMessagesVisible Maximum > 0 in 1 x 300 ignore'],
  ['DeadlineQueueOld', 'ApproximateAgeOfOldestMessage Maximum > 1800 in 1 x 300 notBreaching'],
  ['DispatcherBehind', 'IteratorAge Maximum > 300000 in 5 x 60 notBreaching'],
  ['TasksUnhealthy', 'UnHealthyHostCount Maximum > 0 in 5 x 60 notBreaching'],
  ['ApiTasksMissing', 'RunningTaskCount Minimum < 2 in 5 x 60 breaching'],
])('%s goes off at what its page says', (id, said) => {
  expect(rule(prod, id)).toBe(said);
});

test('each of the four dead-letter queues has its own alarm', () => {
  const dead = ofOperations(prod).filter(({ id }) => id.includes('DeadLetters'));
  const queues = dead.flatMap((alarm) =>
    metricsOf(prod, alarm).map(({ dimensions }) => dimensions['QueueName']),
  );

  expect(new Set(queues).size).toBe(4);
});

test('an alarm calls people when it goes off, and tells them when it is over', () => {
  for (const alarm of ofOperations(prod))
    expect([alarm.id, ...actionsOf(prod, alarm)]).toEqual([alarm.id, 'AWS::SNS::Topic', 'AWS::SNS::Topic']);
});

test('only what a stage has is watched: with containers alone no alarm looks at an API', () => {
  const ids = (assembly: Assembly) => ofOperations(assembly).map(({ id }) => id.slice(6, -8));

  expect(ids(prod).filter((id) => !ids(containersAlone).includes(id))).toEqual(['ApiFailing', 'ApiSlow']);
  expect(ids(containersAlone).filter((id) => !ids(prod).includes(id))).toEqual(['WorkerTasksMissing']);
});

test('alarms are told over TLS, encrypted by a key that CloudWatch may use, to the address of the stage', () => {
  const [topic] = prod.ofType('AWS::SNS::Topic');
  const key = prod.pointedTo(topic!, topic!.properties['KmsMasterKeyId']);
  const keyPolicy = JSON.stringify(key?.properties['KeyPolicy']);
  const [policy] = prod.ofType('AWS::SNS::TopicPolicy').map(({ properties }) => JSON.stringify(properties));
  const [subscription] = prod.ofType('AWS::SNS::Subscription');

  expect(key?.properties['EnableKeyRotation']).toBe(true);
  expect(keyPolicy).toContain('"Service":"cloudwatch.amazonaws.com"');
  expect(policy).toContain(
    '"Action":"sns:Publish","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"',
  );
  expect(policy).toMatch(
    /"aws:SourceAccount":.*"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"}/,
  );
  expect(subscription?.properties).toMatchObject({ Protocol: 'email', Endpoint: stages.prod.alarmsTo });
});

test('where nobody watches nothing is paid for watching', () => {
  expect(
    Object.values(stages)
      .filter(({ watched: is }) => is)
      .map(({ name }) => name),
  ).toEqual(['staging', 'prod']);
});

test('the key of the alarms is the one thing by the hour outside of containers', () => {
  const [key] = prod.ofType('AWS::KMS::Key');
  const moved = { ...prod, resources: [{ ...key!, stack: 'holdfast-prod/serverless' }] };

  expect(nothingAlwaysOn.findings(prod)).toEqual([]);
  expect(nothingAlwaysOn.findings(moved)).toHaveLength(1);
});

test.each([
  ['prod without an address for alarms', { ...stages.prod, alarmsTo: ' ' }, 'set alarmsTo to a mail address'],
  ['an address where nobody watches', { ...stages.dev, alarmsTo: 'a@example.com' }, 'set watched to true'],
])('%s is refused with what to change', (_, config, said) => {
  expect(mistakesIn(config)).toEqual([expect.stringContaining(said)]);
});
