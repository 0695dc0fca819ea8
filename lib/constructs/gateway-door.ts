import { Duration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  TokenAuthorizer,
  type MethodOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { Accepted } from '../acknowledge';
import type { AppFunction } from './app-function';
import type { SignIn } from './sign-in';

/** How the gateway knows a signed-in caller, and what is accepted on the methods that ask for one. */
export interface GatewayDoor {
  readonly options: MethodOptions;
  readonly accepted: Accepted;
}

/** Every access token of a pool without OAuth flows has it. Asking for a scope makes the gateway refuse ID tokens, as the app does. */
const SIGNED_IN = 'aws.cognito.signin.user.admin';

/** Asks the user pool. */
export function cognitoDoor(scope: Construct, id: string, signIn: SignIn): GatewayDoor {
  const authorizer = new CognitoUserPoolsAuthorizer(scope, id, { cognitoUserPools: [signIn.pool] });

  return {
    options: { authorizer, authorizationType: AuthorizationType.COGNITO, authorizationScopes: [SIGNED_IN] },
    accepted: {},
  };
}

/** Asks a function of ours, which knows the keys of another issuer. */
export function functionDoor(scope: Construct, id: string, authorizer: AppFunction): GatewayDoor {
  return {
    options: {
      authorizationType: AuthorizationType.CUSTOM,
      authorizer: new TokenAuthorizer(scope, id, {
        handler: authorizer.live,
        validationRegex: '^[Bb][Ee][Aa][Rr][Ee][Rr] +\\S+$',
        resultsCacheTtl: Duration.minutes(5), // expiry is the app's to check, at every call
      }),
    },
    accepted: {
      'AwsSolutions-COG4': 'this stage believes another issuer than Cognito, by a function authorizer',
    },
  };
}
