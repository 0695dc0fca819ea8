import { Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic';
import { Alarms } from './constructs/alarms';
import type { AppFunction } from './constructs/app-function';
import {
  apiRow,
  balancerRow,
  businessRow,
  functionRow,
  heading,
  queueRow,
  tableRow,
  taskRow,
} from './constructs/dashboard-widgets';
import { watchBusiness } from './constructs/watch-business';
import { watchApi, watchBalancer, watchTasks } from './constructs/watch-doors';
import { watchTables } from './constructs/watch-tables';
import { watchWork } from './constructs/watch-work';
import type { ContainersStack } from './containers-stack';
import type { MessagingStack } from './messaging-stack';
import type { ServerlessStack } from './serverless-stack';
import type { StageConfig } from './stage-config';
import type { StateStack } from './state-stack';

export interface OperationsStackProps extends StackProps {
  readonly config: StageConfig;
  readonly state: StateStack;
  readonly messaging: MessagingStack;

  /** @default - the stage has no functions that serve */
  readonly serverless?: ServerlessStack | undefined;

  /** @default - the stage has no containers */
  readonly containers?: ContainersStack | undefined;
}

/** What people on call look at, and what calls them: one dashboard, business first, and alarms that name their page of the runbook. */
export class OperationsStack extends Stack {
  readonly alarms: Alarms;
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { config, state, messaging, serverless, containers } = props;

    const { topic } = new AlarmTopic(this, 'AlarmTopic', { to: config.alarmsTo });
    this.alarms = new Alarms(this, 'Alarms', { tell: new SnsAction(topic) });
    watchBusiness(this.alarms, config);
    watchWork(this.alarms, messaging, functionsOf(props));
    watchTables(this.alarms, state);
    if (serverless) watchApi(this.alarms, serverless);
    if (containers) watchBalancer(this.alarms, containers);
    if (containers) watchTasks(this.alarms, containers, config);

    this.dashboard = new Dashboard(this, 'Dashboard', { widgets: this.rows(props) });
  }

  private rows(props: OperationsStackProps): IWidget[][] {
    const { config, state, messaging, serverless, containers } = props;

    return [
      [heading(`Holdfast ${config.name}: business. When an alarm calls: docs/runbook.md`)],
      [...businessRow(config)],
      [heading('Doors')],
      ...(serverless ? [[...apiRow(serverless)]] : []),
      ...(containers ? [[...balancerRow(containers)]] : []),
      [heading('Work')],
      [...functionRow(functionsOf(props))],
      ...(containers ? [[...taskRow(containers)]] : []),
      [...queueRow(messaging)],
      [heading('Tables')],
      [...tableRow(state)],
      [new AlarmStatusWidget({ title: 'Alarms', alarms: this.alarms.all, width: 24, height: 6 })],
    ];
  }
}

function functionsOf({ messaging, serverless }: OperationsStackProps): readonly AppFunction[] {
  const { dispatcher, publisher, auditor } = messaging;
  const serving = serverless ? [serverless.order, serverless.inventory, ...serverless.workers] : [];

  return [...serving, dispatcher, publisher, auditor];
}
