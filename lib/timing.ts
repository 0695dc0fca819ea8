import { Duration } from 'aws-cdk-lib';

/**
 * API Gateway gives up after 29 s. An order needs up to 8 s of store retries, two payment calls of 3 s and 8 s again
 * to write what came of them.
 */
export const requestTimeout = Duration.seconds(29);

/** A batch of ten, each with calls of a few seconds to the gateway or the carrier, and store retries of 8 s. */
export const workerTimeout = Duration.seconds(60);

/** AWS asks for six times the worker's timeout, so that a batch which is throttled is not handed out twice. */
export const workVisibility = Duration.seconds(6 * workerTimeout.toSeconds());

/** One batch of stream records: a few calls of SQS or EventBridge. */
export const streamTimeout = Duration.seconds(30);

/** The longest a function may run: the auditor reads every order. */
export const auditTimeout = Duration.minutes(15);

/** How long a balancer may still send requests to a container that has been told to stop. */
export const deregistration = Duration.seconds(30);

/** How long a receive waits for messages; SQS allows no longer. */
export const longPoll = Duration.seconds(20);

/**
 * How long a container may take to stop: the API serves on until it is deregistered and then finishes what it has, a worker
 * waits for its last receive and works that batch off. Fargate allows 120 s.
 */
export const stopTimeout = Duration.seconds(90);

/** SQS delays a message no longer. */
export const longestDelay = Duration.minutes(15);
