import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { tableAccess, type TableAction, type TableName, type TableUser } from './access';
import type { StageConfig } from './stage-config';
import { AppTable } from './constructs/app-table';
import { SignIn } from './constructs/sign-in';
import type { Runner } from './runner';

export interface StateStackProps extends StackProps {
  readonly config: StageConfig;
}

/** What must outlive every deployment: stock, orders, the sandboxes' ledger and who people are. */
export class StateStack extends Stack {
  readonly orders: AppTable;
  readonly inventory: AppTable;
  readonly sandbox?: AppTable;

  /** Absent where another issuer signs people in. */
  readonly signIn?: SignIn;
  private readonly config: StageConfig;

  constructor(scope: Construct, id: string, props: StateStackProps) {
    super(scope, id, props);
    const { config } = props;
    this.config = config;

    this.inventory = new AppTable(this, 'Inventory', {
      config,
      partitionKey: 'sku',
      sortKey: 'entry',
      setting: 'INVENTORY_TABLE',
    });
    this.inventory.addGlobalIndex('catalogue', 'catalogue', 'sku');

    this.orders = new AppTable(this, 'Orders', {
      config,
      partitionKey: 'customerId',
      sortKey: 'orderId',
      setting: 'ORDERS_TABLE',
      stream: true,
    });
    this.orders.addLocalIndex('newest', 'createdAt');

    if (config.usesSandboxes) this.sandbox = sandboxTable(this, config);
    if (config.identity.kind === 'cognito')
      this.signIn = signInOf(this, config, config.identity.passwordSignIn);
  }

  /** Gives a user its row of the page of accesses, with the tables' names and the times that the rules need. */
  grant(runner: Runner, user: TableUser): void {
    const tables = { Inventory: this.inventory, Orders: this.orders, Sandbox: this.sandbox };
    const wanted: Readonly<Partial<Record<TableName, readonly TableAction[]>>> = tableAccess[user];

    for (const name of ['Inventory', 'Orders', 'Sandbox'] as const) {
      const actions = wanted[name];
      if (actions !== undefined) tables[name]?.grant(runner, actions);
    }
  }

  /** Tells how long stock is held, and how long an unknown payment is left alone. */
  tellTimes(runner: Runner): void {
    runner.set('HOLD_SECONDS', String(this.config.holdFor.toSeconds()));
    runner.set('SETTLE_SECONDS', String(this.config.settleAfter.toSeconds()));
  }

  /** Tells whether what is due is done, or held until somebody has reconciled the tables. */
  tellDeadlines(runner: Runner): void {
    runner.set('DEADLINES', this.config.holdDeadlines === undefined ? 'run' : 'held');
  }

  /** Tells whose access tokens to believe. */
  tellIssuer(runner: Runner): void {
    const { issuer, clientId, jwksUri } = this.issuer();

    runner.set('TOKEN_ISSUER', issuer);
    runner.set('TOKEN_CLIENT_ID', clientId);
    runner.set('TOKEN_JWKS_URI', jwksUri);
  }

  private issuer(): { readonly issuer: string; readonly clientId: string; readonly jwksUri: string } {
    const { identity } = this.config;
    if (identity.kind === 'issuer') return identity;
    if (this.signIn === undefined) throw new Error('identity cognito must have a user pool, got none');

    const { issuer, client } = this.signIn;
    return { issuer, clientId: client.userPoolClientId, jwksUri: `${issuer}/.well-known/jwks.json` };
  }
}

function sandboxTable(stack: Stack, config: StageConfig): AppTable {
  return new AppTable(stack, 'Sandbox', {
    config,
    partitionKey: 'orderId',
    sortKey: 'entry',
    setting: 'SANDBOX_TABLE',
  });
}

function signInOf(stack: Stack, config: StageConfig, passwordSignIn: boolean): SignIn {
  const signIn = new SignIn(stack, 'SignIn', { config, passwordSignIn });

  new CfnOutput(stack, 'UserPoolId', { value: signIn.pool.userPoolId });
  new CfnOutput(stack, 'UserPoolClientId', { value: signIn.client.userPoolClientId });

  return signIn;
}
