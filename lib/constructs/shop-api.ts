import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { apiRoutes, type ApiRoute } from '../api-routes';
import type { AppFunction } from './app-function';

export interface ShopApiProps {
  readonly functions: Readonly<Record<ApiRoute['runs'], AppFunction>>;
}

/** The REST API: one resource per path of the contract, each method of the contract, and ANY for the app's own 405. */
export class ShopApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: ShopApiProps) {
    super(scope, id);

    this.api = new RestApi(this, 'Api', {
      description: 'Products, stock and orders',
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: 'live' },
    });
    this.api.node.tryRemoveChild('Endpoint'); // an output that the stack names better

    const integrations = {
      order: new LambdaIntegration(props.functions.order.lambda, { scopePermissionToMethod: false }),
      inventory: new LambdaIntegration(props.functions.inventory.lambda, { scopePermissionToMethod: false }),
    };

    for (const { method, path, runs } of apiRoutes) {
      const resource = this.api.root.resourceForPath(path);
      resource.addMethod(method, integrations[runs]);
      if (resource.node.tryFindChild('ANY') === undefined) resource.addMethod('ANY', integrations[runs]);
    }
  }
}
