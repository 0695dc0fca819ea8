import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import { randomBytes, randomUUID } from 'node:crypto';
import { outputOf, type Outputs } from './toolkit';

export interface SignedIn {
  readonly token: string;
  /** Deletes the user. */
  readonly leave: () => Promise<void>;
}

/** Makes a user in the group `admin` of a stage's pool, with a password that nobody is told, and signs in with it. */
export async function signInAsAdmin(
  outputs: Outputs,
  client: CognitoIdentityProviderClientConfig,
): Promise<SignedIn> {
  const cognito = new CognitoIdentityProviderClient(client);
  const pool = { UserPoolId: outputOf(outputs, 'state', 'UserPoolId') };
  const user = { ...pool, Username: `smoke-${randomUUID()}@example.com` };
  const password = `${randomBytes(18).toString('base64url')}aA1!`; // one of each kind that the pool asks for

  await cognito.send(
    new AdminCreateUserCommand({
      ...user,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: user.Username }],
    }),
  );
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'admin' }));
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: outputOf(outputs, 'state', 'UserPoolClientId'),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: user.Username, PASSWORD: password },
    }),
  );
  const token = AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error('signing in must give an access token, got none');

  return {
    token,
    leave: async () => {
      await cognito.send(new AdminDeleteUserCommand(user));
    },
  };
}
