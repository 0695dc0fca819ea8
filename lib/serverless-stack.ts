import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AppFunction } from './constructs/app-function';
import { cognitoDoor, functionDoor, type GatewayDoor } from './constructs/gateway-door';
import { apiFailing } from './constructs/api-failing';
import { ShopApi } from './constructs/shop-api';
import type { MessagingStack } from './messaging-stack';
import type { StageConfig } from './stage-config';
import type { StateStack } from './state-stack';
import { requestTimeout, workerTimeout } from './timing';

export interface ServerlessStackProps extends StackProps {
  readonly config: StageConfig;
  readonly state: StateStack;
  readonly messaging: MessagingStack;
}

/** HTTP by functions behind API Gateway, and the workers of the queues where this variant consumes them. */
export class ServerlessStack extends Stack {
  readonly order: AppFunction;
  readonly inventory: AppFunction;
  readonly api: ShopApi;

  /** Empty where another variant consumes the queues. */
  readonly workers: readonly AppFunction[];

  constructor(scope: Construct, id: string, props: ServerlessStackProps) {
    super(scope, id, props);
    const { config, state } = props;

    this.order = this.serve('order', 'Order', props);
    state.tellTimes(this.order);
    this.inventory = this.serve('inventory', 'Inventory', props);

    this.api = new ShopApi(this, 'Shop', {
      config,
      functions: { order: this.order, inventory: this.inventory },
      door: this.door(props),
    });
    new CfnOutput(this, 'ApiId', { value: this.api.api.restApiId });
    new CfnOutput(this, 'ApiUrl', { value: this.api.api.url });

    if (config.rollout === 'canary') {
      const failing = apiFailing(this, 'ApiFailing', this.api.api);
      for (const served of [this.order, this.inventory]) served.rollout?.group.addAlarm(failing);
    }

    this.workers =
      config.queueConsumer === 'serverless'
        ? [this.work('shipping', props), this.work('deadline', props)]
        : [];
  }

  private serve(
    entry: 'order' | 'inventory',
    id: string,
    { config, state }: ServerlessStackProps,
  ): AppFunction {
    const served = new AppFunction(this, id, {
      config,
      entry,
      timeout: requestTimeout,
      memoryMiB: config.requestMemoryMiB,
      description: `Serves the routes of ${entry}`,
    });

    state.grant(served, entry);
    state.tellIssuer(served);

    return served;
  }

  private door({ config, state }: ServerlessStackProps): GatewayDoor {
    if (state.signIn !== undefined) return cognitoDoor(this, 'SignedIn', state.signIn);

    const authorizer = new AppFunction(this, 'Authorizer', {
      config,
      entry: 'authorizer',
      timeout: requestTimeout,
      memoryMiB: config.workerMemoryMiB,
      description: 'Keeps callers without a token of the issuer off',
    });
    state.tellIssuer(authorizer);

    return functionDoor(this, 'SignedIn', authorizer);
  }

  private work(
    entry: 'shipping' | 'deadline',
    { config, state, messaging }: ServerlessStackProps,
  ): AppFunction {
    const worker = new AppFunction(this, entry === 'shipping' ? 'ShippingWorker' : 'DeadlineWorker', {
      config,
      entry,
      timeout: workerTimeout,
      memoryMiB: config.workerMemoryMiB,
      description: entry === 'shipping' ? 'Hands paid orders to the carrier' : 'Finishes orders that are due',
    });

    state.grant(worker, entry);
    state.tellTimes(worker);
    if (entry === 'deadline') state.tellDeadlines(worker);
    messaging[entry].grantSend(worker);
    messaging[entry].feed(worker, config.workersPerQueue);

    return worker;
  }
}
