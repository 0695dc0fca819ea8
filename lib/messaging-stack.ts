import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageConfig } from './stage-config';
import { AppFunction } from './constructs/app-function';
import { DeadLetters } from './constructs/dead-letters';
import { Schedule } from './constructs/schedule';
import { StreamFeed } from './constructs/stream-feed';
import { WorkQueue } from './constructs/work-queue';
import type { StateStack } from './state-stack';
import { auditTimeout, streamTimeout } from './timing';

export interface MessagingStackProps extends StackProps {
  readonly config: StageConfig;
  readonly state: StateStack;
}

/** What follows from a change of an order, once for every variant: work for the queues, news for the bus, and the audit. */
export class MessagingStack extends Stack {
  readonly shipping: WorkQueue;
  readonly deadline: WorkQueue;
  readonly bus: EventBus;
  readonly dispatcher: AppFunction;
  readonly publisher: AppFunction;
  readonly auditor: AppFunction;

  /** Where changes of orders end that neither reader of the stream could pass on. */
  readonly givenUp: { readonly dispatcher: Queue; readonly publisher: Queue };

  constructor(scope: Construct, id: string, props: MessagingStackProps) {
    super(scope, id, props);
    const { config } = props;

    this.shipping = new WorkQueue(this, 'Shipping', { config, setting: 'SHIPPING_QUEUE_URL' });
    this.deadline = new WorkQueue(this, 'Deadline', { config, setting: 'DEADLINE_QUEUE_URL' });
    this.bus = busOf(this, config);

    this.givenUp = {
      dispatcher: new DeadLetters(this, 'DispatcherDeadLetters', { config }).queue,
      publisher: new DeadLetters(this, 'PublisherDeadLetters', { config }).queue,
    };
    this.dispatcher = this.dispatch(props);
    this.publisher = this.publish(props);
    this.auditor = this.audit(props);
  }

  private dispatch({ config, state }: MessagingStackProps): AppFunction {
    const dispatcher = new AppFunction(this, 'Dispatcher', {
      config,
      entry: 'dispatcher',
      timeout: streamTimeout,
      memoryMiB: config.workerMemoryMiB,
      description: 'Turns changes of orders into work for the queues',
    });
    const { dispatcher: givenUp } = this.givenUp;

    this.shipping.grantSend(dispatcher);
    this.deadline.grantSend(dispatcher);
    dispatcher.set('DISPATCHER_DEAD_LETTERS_URL', givenUp.queueUrl);
    new StreamFeed(this, 'DispatcherFeed', { table: state.orders.table, reader: dispatcher, givenUp });

    return dispatcher;
  }

  private publish({ config, state }: MessagingStackProps): AppFunction {
    const publisher = new AppFunction(this, 'Publisher', {
      config,
      entry: 'publisher',
      timeout: streamTimeout,
      memoryMiB: config.workerMemoryMiB,
      description: 'Publishes what happened to orders on the event bus',
    });
    const { publisher: givenUp } = this.givenUp;

    publisher.allow(['events:PutEvents'], [this.bus.eventBusArn]);
    publisher.set('EVENT_BUS_NAME', this.bus.eventBusName);
    new StreamFeed(this, 'PublisherFeed', { table: state.orders.table, reader: publisher, givenUp });

    return publisher;
  }

  private audit({ config, state }: MessagingStackProps): AppFunction {
    const auditor = new AppFunction(this, 'Auditor', {
      config,
      entry: 'auditor',
      timeout: auditTimeout,
      memoryMiB: config.requestMemoryMiB,
      description: 'Recounts stock and payments, and finds lost timers',
    });

    state.grant(auditor, 'auditor');
    state.tellDeadlines(auditor);
    this.deadline.grantSend(auditor);
    new Schedule(this, 'AuditSchedule', { every: config.auditEvery, runs: auditor });

    return auditor;
  }
}

function busOf(stack: Stack, { keepEventsFor }: StageConfig): EventBus {
  const bus = new EventBus(stack, 'Bus', { description: 'What happened to orders, for everyone else' });
  if (keepEventsFor !== undefined) {
    bus.archive('Archive', { eventPattern: { source: ['holdfast'] }, retention: keepEventsFor });
  }

  return bus;
}
