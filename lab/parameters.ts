import type { Parameter } from './settings';

const of = (value: number, unit: string, source: string): Parameter => ({ value, unit, source });

const prices = 'us-east-1, August 2026';
const choice = 'choice of this lab';
const guide = 'DynamoDB developer guide';
const fitted = `${choice}: 3 to 5 ms is often named for a call within a region`;

/** Every parameter of the model. The console, the JSON document and the report print this table. */
export const parameters = {
  dynamodb: {
    writeUnitsPerSecond: of(
      1_000,
      'units/s of one partition, hence of one item',
      `${guide}, warm throughput`,
    ),
    readUnitsPerSecond: of(3_000, 'units/s of one partition, hence of one item', `${guide}, warm throughput`),
    sharedPartition: of(
      0,
      '1: the counters of a product share a partition; 0: each has its own',
      `${choice}: they have one partition key, and share a partition until DynamoDB splits it; both are run`,
    ),
    burstSeconds: of(
      1,
      's of unused throughput kept',
      `${choice}: a hot item cannot rely on the 300 s of ${guide}`,
    ),
    writeUnitBytes: of(1_024, 'bytes of the whole item a write unit', `${guide}, read/write operations`),
    readUnitBytes: of(4_096, 'bytes of the whole item a read unit', `${guide}, read/write operations`),
    transactionFactor: of(2, 'times the units of a plain write', `${guide}, transactions`),
    readMs: of(3, 'ms, median of a log-normal', fitted),
    writeMs: of(4, 'ms, median of a log-normal', fitted),
    transactionMs: of(
      16,
      'ms, median of a log-normal',
      'Idziorek et al., USENIX ATC 2023: about 4 plain writes',
    ),
    latencySigma: of(0.35, 'sigma of the log-normals (p99 is 2.3 medians)', choice),
    networkMs: of(0.75, 'ms there and back', `${choice}: 0.5 to 1 ms is often named`),
    preparedFrom: of(
      0.25,
      'share of a transaction after which it holds its items',
      `${choice}: prepare is its first trip`,
    ),
    preparedUntil: of(
      0.75,
      'share of a transaction after which it lets them go',
      `${choice}: the answer is its last`,
    ),
    lostAnswers: of(
      0,
      'share of writes whose answer is lost after they were applied',
      `${choice}; recovery uses more`,
    ),
    timeoutMs: of(200, 'ms until the SDK takes an answer for lost', choice),
  },
  sdk: {
    attempts: of(1, 'tries inside one call', 'Holdfast: one layer retries, so the SDK does not'),
    shippedAttempts: of(
      4,
      'tries inside one call as shipped',
      '@aws-sdk/client-dynamodb 3.1164, runtimeConfig',
    ),
    baseMs: of(25, 'ms, first longest pause after a lost answer', '@aws-sdk/client-dynamodb 3.1164'),
    throttledBaseMs: of(1_000, 'ms, first longest pause when throttled', '@smithy/core 3, util-retry'),
    longestMs: of(20_000, 'ms, longest pause', '@smithy/core 3, util-retry'),
    quota: of(500, 'retry tokens of one client', '@smithy/core 3, util-retry'),
    cost: of(14, 'tokens a retry', '@smithy/core 3, util-retry'),
    throttledCost: of(5, 'tokens a retry when throttled', '@smithy/core 3, util-retry'),
  },
  rules: {
    patienceMs: of(
      15_000,
      'ms a buyer waits for an answer',
      `${choice}: half of what API Gateway allows (29 s)`,
    ),
    firstPauseMs: of(
      25,
      'ms, first longest pause when throttled (full jitter)',
      'Holdfast, lambda/dynamo/persist.ts',
    ),
    longestPauseMs: of(1_000, 'ms, longest pause when throttled', 'Holdfast, lambda/dynamo/persist.ts'),
    firstRacePauseMs: of(5, 'ms, first longest pause after a lost race', `${choice}: about one write`),
    longestRacePauseMs: of(250, 'ms, longest pause after a lost race', choice),
    leaseMs: of(2_000, 'ms that a lock, or a writer, is trusted without a sign of life', choice),
    memoryMs: of(1_000, 'ms that a process may remember "sold out"', 'Holdfast: at most a second'),
    shards: of(16, 'counters of a sharded item', choice),
    writers: of(1, 'counters of a combined item, each with one writing process', choice),
    paceUnitsPerSecond: of(
      1_000,
      'write units/s that a combining writer allows itself',
      'what one item can take',
    ),
    paceBurstUnits: of(
      32,
      'write units a combining writer may save up',
      `${choice}: four batches, what slow writes leave unused; a partition saves up more`,
    ),
    largestBatchUnits: of(
      8,
      'write units of a batch at most',
      `${choice}: a batch is as dear as the one before it`,
    ),
  },
  containers: {
    processes: of(4, 'processes', choice),
    atOnce: of(
      50,
      'requests a process works on at once; others wait in line',
      '@smithy/node-http-handler: 50 sockets a client',
    ),
    heldAtOnce: of(
      10_000,
      'requests held by a process whose guard keeps its own line',
      `${choice}: they only wait`,
    ),
    redeliveryMs: of(
      50,
      'ms until a client whose process died asks another',
      `${choice}: reset connection, one pause`,
    ),
    vcpu: of(1, 'vCPU a process', choice),
    memoryGb: of(2, 'GB a process', choice),
    dollarsPerVcpuHour: of(0.03238, '$', `Fargate arm64, ${prices}`),
    dollarsPerGbHour: of(0.00356, '$', `Fargate arm64, ${prices}`),
  },
  lambda: {
    firstEnvironments: of(1_000, 'environments at once', 'Lambda developer guide, scaling'),
    moreEnvironments: of(1_000, 'more environments each 10 s', 'Lambda developer guide, scaling'),
    initMs: of(
      125,
      'ms, median of a log-normal: a new environment',
      'lambda-perf, August 2026: Node 24 arm64',
    ),
    memoryGb: of(0.5, 'GB an environment', choice),
    dollarsPerMillionRequests: of(0.2, '$', `Lambda, ${prices}`),
    dollarsPerGbSecond: of(0.0000133334, '$', `Lambda arm64, ${prices}`),
  },
  redis: {
    scriptsPerSecond: of(
      177_000,
      'check-and-decrement scripts of one server',
      'measured: redis 7.0, 2 cores',
    ),
    networkMs: of(0.4, 'ms there and back', 'same zone'),
    timeoutMs: of(50, 'ms until a silent cache is passed by', choice),
    countMs: of(10_000, 'ms until a count is made anew', choice),
    checkMs: of(1_000, 'ms between two refusals that are checked with the store', choice),
    passByMs: of(1_000, 'ms that a silent cache is left alone', choice),
    dollarsPerHour: of(0.1264, '$', `ElastiCache for Valkey, cache.m7g.large, ${prices}`),
  },
  sql: {
    cores: of(4, 'cores of the database', choice),
    statementMs: of(0.1, 'ms of one core a statement', `${choice}: a primary-key statement`),
    commitMs: of(1, 'ms of a durable commit, row lock held', `${choice}: one flush to a network disk`),
    networkMs: of(0.5, 'ms there and back', 'same zone'),
    connections: of(100, 'connections', 'PostgreSQL default, max_connections'),
  },
  queue: {
    sendMs: of(10, 'ms, median of a log-normal: send a message', 'SQS FAQ: tens of milliseconds'),
    receiveMs: of(15, 'ms, median of a log-normal: hand it to a worker', 'SQS FAQ: tens of milliseconds'),
    pollMs: of(1_000, "ms between two looks of the customer's page", choice),
    workers: of(1_000, 'workers at once', 'Lambda event source mapping, maximum concurrency'),
  },
  checkout: {
    typingMs: of(60_000, "ms, median of a log-normal: to type a card's number and press pay", choice),
    abandoned: of(0.3, 'share of buyers who leave while they type', choice),
    holdMs: of(600_000, 'ms until a hold that nobody pays ends', 'Holdfast, `--hold` (600 s)'),
  },
  prices: {
    dollarsPerMillionWriteUnits: of(0.625, '$', `DynamoDB on-demand, ${prices}`),
    dollarsPerMillionReadUnits: of(0.125, '$', `DynamoDB on-demand, ${prices}`),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Parameter>>>>;
