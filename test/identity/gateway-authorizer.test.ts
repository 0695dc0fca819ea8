import { gatewayAuthorizer } from '../../lambda/identity/gateway-authorizer';
import { KeysUnavailable, TokenRefused } from '../../lambda/identity/verifier';

const methodArn = 'arn:aws:execute-api:eu-central-1:1:api/live/GET/orders/o1';
const customer = { customerId: 'alice', admin: false };

test.each(['Bearer abc', 'bearer  abc', 'abc'])(
  '%s is let through to every route of its stage, and to no other stage',
  async (authorizationToken) => {
    const asked: string[] = [];
    const verify = (token: string) => Promise.resolve(asked.push(token)).then(() => customer);

    const answer = await gatewayAuthorizer({ verify })({ authorizationToken, methodArn });

    expect(asked).toEqual(['abc']);
    expect(answer).toEqual({
      principalId: 'alice',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'execute-api:Invoke',
            Resource: 'arn:aws:execute-api:eu-central-1:1:api/live/*',
          },
        ],
      },
    });
  },
);

test.each([
  [
    'a refused token is the one word that the gateway answers with 401',
    new TokenRefused('no'),
    'Unauthorized',
  ],
  ['keys that cannot be read are no refusal', new KeysUnavailable('not now'), 'not now'],
])('%s', async (_, error, message) => {
  const authorize = gatewayAuthorizer({ verify: () => Promise.reject(error) });

  await expect(authorize({ authorizationToken: 'abc', methodArn })).rejects.toThrow(new Error(message));
});
