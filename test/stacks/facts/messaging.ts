import { at, like, resources, textAt } from '../resources';

const stages = ['local', 'dev', 'staging', 'prod'];
const messaging = (stage: string, type: string) => resources(new RegExp(`-${stage}/messaging`), type);

describe.each(stages)('in %s', (stage) => {
  const mappings = resources(new RegExp(`-${stage}/`), 'AWS::Lambda::EventSourceMapping');
  const fromQueues = mappings.filter(({ is }) => textAt(is, 'EventSourceArn').includes('Queue'));
  const fromStream = mappings.filter(({ is }) => is['EventSourceArn'] === '<Orders.StreamArn>');

  test('the stream loses nothing: from the oldest record on, one bad record at a time, given up to a queue', () => {
    expect(fromStream.map(({ path }) => path)).toEqual([
      'messaging/DispatcherFeed/Mapping',
      'messaging/PublisherFeed/Mapping',
    ]);
    for (const { is, path } of fromStream)
      expect(is).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        MaximumRecordAgeInSeconds: 72_000,
        DestinationConfig: {
          OnFailure: {
            Destination: like(path.includes('Dispatcher') ? /<DispatcherDead/ : /<PublisherDead/),
          },
        },
      });
  });

  test('a worker gives back only the messages that failed', () => {
    for (const { is } of fromQueues) expect(is['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  });

  test('exactly one variant takes from a queue', () => {
    const functions = fromQueues.map(({ path }) => path);
    const tasks = resources(new RegExp(`-${stage}/containers`), 'AWS::ECS::TaskDefinition').map(
      ({ path }) => path,
    );

    expect(functions).toEqual(
      stage === 'staging' ? [] : ['serverless/ShippingWorker/Feed', 'serverless/DeadlineWorker/Feed'],
    );
    expect(tasks.includes('containers/Worker/Task')).toBe(stage === 'staging');
  });

  test('what nobody can do is set aside for a person, after far more tries than refusals count', () => {
    const queues = messaging(stage, 'AWS::SQS::Queue');
    const redriven = queues.filter(({ is }) => is['RedrivePolicy'] !== undefined);

    expect(redriven.map(({ path }) => path)).toEqual([
      'messaging/Shipping/Queue',
      'messaging/Deadline/Queue',
    ]);
    for (const { is } of redriven) expect(at(is, 'RedrivePolicy', 'maxReceiveCount')).toBeGreaterThan(3 * 5);
    for (const { is } of queues) expect(is['MessageRetentionPeriod']).toBe(14 * 24 * 3_600);
  });

  test('the auditor runs by the clock, as often as the stage says', () => {
    const [rule] = messaging(stage, 'AWS::Events::Rule');

    expect(rule?.is['ScheduleExpression']).toBe(stage === 'local' ? 'rate(1 minute)' : 'rate(15 minutes)');
    expect(JSON.stringify(rule?.is['Targets'])).toContain('<Auditor');
  });
});

test('a message stays hidden six times as long as its worker may run', () => {
  const hidden = resources(/./, 'AWS::SQS::Queue')
    .filter(({ is }) => is['RedrivePolicy'] !== undefined)
    .map(({ is }) => is['VisibilityTimeout'] as number);
  const runs = resources(/./, 'AWS::Lambda::Function')
    .filter(({ path }) => path.includes('Worker'))
    .map(({ is }) => is['Timeout'] as number);

  expect(Math.min(...hidden)).toBeGreaterThanOrEqual(6 * Math.max(...runs));
});

test.each([
  ['dev', 7],
  ['staging', 7],
  ['prod', 30],
])('events of %s can be sent again for %i days', (stage, days) => {
  const [archive] = messaging(stage, 'AWS::Events::Archive');

  expect(archive?.is).toMatchObject({
    SourceArn: like(/^<Bus\w+\.Arn>$/),
    EventPattern: { source: ['holdfast'] },
    RetentionDays: days,
  });
});

test('both variants share one set of queues, one dispatcher, one publisher and one auditor', () => {
  const outside = resources(/^holdfast-prod\/(?!messaging)/, 'AWS::SQS::Queue', 'AWS::Events::EventBus');

  expect(outside).toEqual([]);
});
