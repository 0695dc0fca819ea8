import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge, type Accepted } from '../acknowledge';
import { removalOf } from '../removal';
import type { StageConfig } from '../stage-config';

export interface SignInProps {
  readonly config: StageConfig;

  /** Sign-in with a plain password, which smoke tests need and nobody else. */
  readonly passwordSignIn: boolean;
}

const acceptedOnPool: Accepted = {
  'AwsSolutions-COG2': 'shoppers may add a second factor: a shop that demands one sells less',
  'AwsSolutions-COG8':
    'the plus plan costs by the user from the first on: a choice for whoever runs the shop',
};

/** Customers and administrators, and the one public client that signs them in. */
export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    const { config } = props;

    this.pool = poolOf(this, config);
    new CfnUserPoolGroup(this, 'Admin', {
      userPoolId: this.pool.userPoolId,
      groupName: 'admin',
      description: 'May change products and book receipts',
    });

    this.client = this.pool.addClient('Shop', {
      authFlows: { userSrp: true, userPassword: props.passwordSignIn },
      // without OAuth flows every access token has the scope that the gateway asks for
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
    });
  }

  /** The issuer, as it stands in the tokens. */
  get issuer(): string {
    return `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${this.pool.userPoolId}`;
  }
}

function poolOf(scope: Construct, config: StageConfig): UserPool {
  const pool = new UserPool(scope, 'Pool', {
    signInAliases: { email: true },
    selfSignUpEnabled: true,
    autoVerify: { email: true },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    accountRecovery: AccountRecovery.EMAIL_ONLY, // nobody's telephone number is asked for
    featurePlan: FeaturePlan.LITE, // all that is used here, at a third of the price per user
    deletionProtection: config.deletionProtection,
    removalPolicy: removalOf(config),
  });

  acknowledge(pool, acceptedOnPool);

  return pool;
}
