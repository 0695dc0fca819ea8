import {
  AuthorizationType,
  CfnModel,
  LambdaIntegration,
  Model,
  type IModel,
  type Method,
  type MethodOptions,
  type RequestValidator,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { acknowledge } from '../acknowledge';
import type { ApiRoute } from '../api-routes';
import { gatewaySchema } from '../gateway-schema';
import { acceptedOnAny, acceptedOnPublic } from './accepted-on-gateway';
import type { AppFunction } from './app-function';
import type { GatewayDoor } from './gateway-door';

export type ApiFunctions = Readonly<Record<ApiRoute['runs'], AppFunction>>;

export interface ApiMethodsProps {
  readonly api: RestApi;
  readonly routes: readonly ApiRoute[];
  readonly functions: ApiFunctions;
  readonly door: GatewayDoor;
}

/** One resource per path of the contract with its methods, and ANY beside them: a wrong method is told 405 by the app. */
export class ApiMethods extends Construct {
  private readonly props: ApiMethodsProps;
  private readonly validator: RequestValidator;

  constructor(scope: Construct, id: string, props: ApiMethodsProps) {
    super(scope, id);
    this.props = props;
    this.validator = props.api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });

    const integrations = {
      order: new LambdaIntegration(props.functions.order.live, { scopePermissionToMethod: false }),
      inventory: new LambdaIntegration(props.functions.inventory.live, { scopePermissionToMethod: false }),
    };

    for (const route of props.routes) {
      const resource = props.api.root.resourceForPath(route.path);
      const method = resource.addMethod(route.method, integrations[route.runs], this.optionsOf(route));
      if (route.signedIn) acknowledge(method, props.door.accepted);
      else acknowledge(method, acceptedOnPublic(route.path));

      if (resource.node.tryFindChild('ANY') !== undefined) continue;
      const any: Method = resource.addMethod('ANY', integrations[route.runs], open);
      acknowledge(any, acceptedOnAny);
    }
  }

  private optionsOf(route: ApiRoute): MethodOptions {
    return {
      ...(route.signedIn ? this.props.door.options : open),
      ...(route.body && {
        requestValidator: this.validator,
        requestModels: { 'application/json': this.modelOf(route, route.body) },
      }),
    };
  }

  private modelOf({ method, path }: ApiRoute, body: z.ZodType): IModel {
    const words = `${method.toLowerCase()}${path}`.split(/\W+/).filter(Boolean);
    const model = new CfnModel(this, words.map(capitalised).join(''), {
      restApiId: this.props.api.restApiId,
      contentType: 'application/json',
      schema: gatewaySchema(body),
    });

    return Model.fromModelName(this, `${model.node.id}Name`, model.ref);
  }
}

const open: MethodOptions = { authorizationType: AuthorizationType.NONE };

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
