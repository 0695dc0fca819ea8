/**
 * What neither a template nor a meter knows: each figure is assumed, and says on what grounds. Whoever knows better
 * changes it here.
 */

/** As AWS counts a month. */
export const HOURS = 730;
export const SECONDS = HOURS * 3_600;

/** How long orders have been gathering: nothing deletes them, and every audit reads them all. The end of a first year. */
export const monthsKept = 12;

/** How often somebody who orders does so in a month. A user pool counts people, not orders. */
export const ordersPerUser = 2;

/** Bytes of the catalogue with its receipts: 500 entries of 200 bytes. Every audit reads them twice. */
export const catalogueBytes = 100_000;

/**
 * How long a call of each entry runs, in milliseconds. A trip to a table is 5 and a transaction four times that
 * (published measurements of latency in a region); a payment company and a carrier take 500 (assumed: the sandboxes are
 * faster). An order's two calls are the order itself, 530, and a look at it, 10.
 */
export const msPerCall: Readonly<Record<string, number>> = {
  order: 270,
  inventory: 10,
  authorizer: 5,
  dispatcher: 15,
  publisher: 15,
  shipping: 520,
  deadline: 10,
  auditor: 200,
};

/** The start of a new function, which is billed: the median of published measurements of Node 24 on arm64, at one call in a hundred. */
export const coldStart = { ms: 125, share: 0.01 };

/** What an audit reads and checks in a second, in bytes: pages of 1 MB, one after the other, at a third of a vCPU. */
export const auditedPerSecond = 5_000_000;

/** Log of a call: the platform's own three lines of JSON and one of the app's. */
export const logBytesPerCall = 1_500;

/** One line of the gateway's access log. */
export const accessLogBytes = 400;

/** A container writes one line for what a function writes four. */
export const containerLogBytesPerCall = 400;

/** Bytes of headers and TLS around each answer. */
export const headerBytes = 1_000;

/** Refused packets that the internet sends to a public address, in GB a month. */
export const refusedTrafficGb = 0.1;

/** Share of requests above one a second that X-Ray records by its default rule, which takes the first of each second. */
export const tracedShare = 0.05;

/** How many receives Lambda keeps waiting at an empty queue, each for 20 s (Lambda developer guide, scaling of SQS mappings). */
export const pollersPerMapping = 5;

/** Receives that a worker's container keeps waiting at each queue (`lambda/entry/worker.server.ts`), each for 20 s. */
export const lanesPerWorker = 4;

export const POLL_SECONDS = 20;

/** Messages that a worker's container works off in a minute: as many as an API container is given requests. */
export const workPerTaskMinute = 1_000;

/** GB of an image in the registry: a slim Node base and one bundle. */
export const imageGb = 0.08;

/** A key of a table is asked for again after five minutes (DynamoDB developer guide, encryption at rest), by one caller at a time. */
export const keyRequestsPerHour = 12;

/** Metrics of Container Insights with enhanced observability, for each cluster, and for each service with one task of one container. */
export const insights = { perCluster: 10, perService: 60 };

/** Load balancer capacity unit: new connections a second, and bytes an hour (pricing page). Each request is a connection of its own. */
export const lcu = { connectionsPerSecond: 25, bytesPerHour: 1_000_000_000 };
