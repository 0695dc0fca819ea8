import { EndpointType, RestApi, type UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { apiRoutes } from '../api-routes';
import type { StageConfig } from '../stage-config';
import { acceptedOnGatewayRole, acceptedOnLiveStage } from './accepted-on-gateway';
import { ApiMethods, type ApiFunctions } from './api-methods';
import { AppLog } from './app-log';
import { Firewall } from './firewall';
import type { GatewayDoor } from './gateway-door';
import { answerInProblems } from './gateway-problems';
import { liveStage } from './live-stage';

export interface ShopApiProps {
  readonly config: StageConfig;
  readonly functions: ApiFunctions;

  /** How a signed-in caller is known. */
  readonly door: GatewayDoor;
}

/** The REST API of the contract: throttled, logged and behind a firewall as the stage says. */
export class ShopApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: ShopApiProps) {
    super(scope, id);
    const { config } = props;
    const log = config.gatewayLogs ? new AppLog(this, 'AccessLog', { config }).group : undefined;

    this.api = new RestApi(this, 'Api', {
      // not a physical name: any number of APIs may have it, and metrics are found by it
      restApiName: Stack.of(this).stackName,
      description: 'Products, stock and orders',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: config.gatewayLogs,
      deployOptions: liveStage(config, log),
    });
    this.api.node.tryRemoveChild('Endpoint'); // an output that the stack names better
    acknowledge(this.api.deploymentStage, acceptedOnLiveStage(config));
    if (config.gatewayLogs) this.ownErrorLog(config);

    answerInProblems(this.api);
    new ApiMethods(this, 'Methods', { api: this.api, routes: apiRoutes, ...props });
    this.limitUse(config);
    if (config.requestsPerAddress !== undefined) {
      const { requestsPerAddress } = config;
      new Firewall(this, 'Firewall', { resourceArn: this.api.deploymentStage.stageArn, requestsPerAddress });
    }
  }

  /** The gateway would make this group itself, keep it for ever, and leave it behind. */
  private ownErrorLog(config: StageConfig): void {
    const name = `API-Gateway-Execution-Logs_${this.api.restApiId}/live`;

    this.api.deploymentStage.node.addDependency(new AppLog(this, 'ErrorLog', { config, name }));
    acknowledge(this.api.node.findChild('CloudWatchRole'), acceptedOnGatewayRole);
  }

  /** Ready for partners with keys of their own: customers have tokens and need none. */
  private limitUse({ throttle }: StageConfig): UsagePlan {
    return this.api.addUsagePlan('UsagePlan', {
      description: 'What one partner may use',
      throttle: { rateLimit: throttle.perSecond, burstLimit: throttle.burst },
      apiStages: [{ api: this.api, stage: this.api.deploymentStage }],
    });
  }
}
