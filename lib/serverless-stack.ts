import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from './stage-config';
import { AppFunction } from './constructs/app-function';
import { ShopApi } from './constructs/shop-api';
import type { MessagingStack } from './messaging-stack';
import type { StateStack } from './state-stack';
import { requestTimeout, workerTimeout } from './timing';

export interface ServerlessStackProps extends StackProps {
  readonly config: StageConfig;
  readonly state: StateStack;
  readonly messaging: MessagingStack;
}

/** HTTP by functions behind API Gateway, and the workers of the queues where this variant consumes them. */
export class ServerlessStack extends Stack {
  readonly api: ShopApi;
  readonly order: AppFunction;
  readonly inventory: AppFunction;

  constructor(scope: Construct, id: string, props: ServerlessStackProps) {
    super(scope, id, props);
    const { config, state } = props;

    this.order = this.serve('order', 'Order', config);
    state.grant(this.order, 'order');
    state.tellTimes(this.order);
    state.tellIssuer(this.order);

    this.inventory = this.serve('inventory', 'Inventory', config);
    state.grant(this.inventory, 'inventory');
    state.tellIssuer(this.inventory);

    this.api = new ShopApi(this, 'Shop', { functions: { order: this.order, inventory: this.inventory } });
    new CfnOutput(this, 'ApiId', { value: this.api.api.restApiId });
    new CfnOutput(this, 'ApiUrl', { value: this.api.api.url });

    if (config.queueConsumer === 'serverless') this.work(props);
  }

  private serve(entry: 'order' | 'inventory', id: string, config: StageConfig): AppFunction {
    return new AppFunction(this, id, {
      config,
      entry,
      timeout: requestTimeout,
      memoryMiB: config.requestMemoryMiB,
      description: `Serves the routes of ${entry}`,
    });
  }

  private work({ config, state, messaging }: ServerlessStackProps): void {
    for (const entry of ['shipping', 'deadline'] as const) {
      const worker = new AppFunction(this, entry === 'shipping' ? 'ShippingWorker' : 'DeadlineWorker', {
        config,
        entry,
        timeout: workerTimeout,
        memoryMiB: config.workerMemoryMiB,
        description:
          entry === 'shipping' ? 'Hands paid orders to the carrier' : 'Finishes orders that are due',
      });

      state.grant(worker, entry);
      state.tellTimes(worker);
      messaging[entry].grantSend(worker);
      messaging[entry].feed(worker, config.workersPerQueue);
    }
  }
}
