import { gatewayAuthorizer } from '../identity/gateway-authorizer';
import { verifier } from './aws-world';

export const handler = gatewayAuthorizer(verifier());
