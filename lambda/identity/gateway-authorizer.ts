import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { TokenRefused, type Verifier } from './verifier';

export type GatewayAuthorizer = (
  event: Pick<APIGatewayTokenAuthorizerEvent, 'authorizationToken' | 'methodArn'>,
) => Promise<APIGatewayAuthorizerResult>;

/**
 * Lets API Gateway ask for the tokens of an issuer that it does not know. The app checks each token again: this only
 * keeps strangers off, so one answer may serve all routes of the API for as long as the gateway remembers it.
 */
export function gatewayAuthorizer(verifier: Verifier): GatewayAuthorizer {
  return async ({ authorizationToken, methodArn }) => {
    const token = authorizationToken.replace(/^Bearer +/i, '');
    const { customerId } = await verifier.verify(token).catch(refuse);
    const [api, stage] = methodArn.split('/');

    return {
      principalId: customerId,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${api}/${stage}/*` }],
      },
    };
  };
}

/** The gateway answers 401 to this one word, and 500 to any other. */
function refuse(error: unknown): never {
  throw error instanceof TokenRefused ? new Error('Unauthorized') : error;
}
