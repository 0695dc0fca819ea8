import { isJson, type Assembly, type Resource } from './assembly';
import type { Guard } from './guard';
import { functionOf } from './queues';

/** API Gateway hangs up after this many seconds, and the function would go on alone. */
const GATEWAY_PATIENCE = 29;
const DEFAULT_TIMEOUT = 3;

export const gatewayTimeouts: Guard = {
  id: 'gateway-timeouts',
  promise:
    'a function behind the gateway ends before the gateway hangs up, so that the caller hears what came of it',
  findings: (assembly) => {
    const behind = new Set(
      assembly.ofType('AWS::ApiGateway::Method').flatMap((m) => integrated(assembly, m)),
    );

    return [...behind]
      .filter(({ properties }) => Number(properties['Timeout'] ?? DEFAULT_TIMEOUT) > GATEWAY_PATIENCE)
      .map((resource) => {
        const got = Number(resource.properties['Timeout']);
        return {
          resource,
          says: `timeout must be ${GATEWAY_PATIENCE} s or less behind the gateway, got ${got} s`,
        };
      });
  },
};

/** The integration's address is a join with the function's ARN somewhere in it. */
function integrated(assembly: Assembly, method: Resource): readonly Resource[] {
  const integration = method.properties['Integration'];
  const uri = isJson(integration) ? integration['Uri'] : undefined;
  const parts = isJson(uri)
    ? (uri['Fn::Join'] as readonly [string, readonly unknown[]] | undefined)?.[1]
    : undefined;

  return (parts ?? [])
    .flatMap((part) => functionOf(assembly, method, part) ?? [])
    .filter(({ type }) => type === 'AWS::Lambda::Function');
}
