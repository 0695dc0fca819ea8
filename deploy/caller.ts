import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { nowhere } from '../lib/config';
import type { Home, StageConfig } from '../lib/stage-config';
import { Refusal } from '../local/command';

/**
 * Whose account and region a stage would be deployed to, by the credentials that are at hand.
 * @throws Refusal in one line with what to do: without credentials or region, and where the stage belongs elsewhere.
 */
export async function homeOf(config: StageConfig): Promise<Home> {
  const sts = new STSClient(config.home ? { region: config.home.region } : {});
  const region = await sts.config.region().catch((error: unknown) => {
    throw new Refusal('no region: export AWS_REGION, as in AWS_REGION=us-east-1, and run this again', {
      cause: error,
    });
  });
  const account = await accountOf(sts);
  assertHome(config, account);

  return { account, region };
}

async function accountOf(sts: STSClient): Promise<string> {
  try {
    const { Account = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return Account;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `no valid AWS credentials (${said}): sign in, as with aws sso login, or set AWS_PROFILE, and run this again`,
      { cause: error },
    );
  }
}

/** @throws Refusal for a stage that has no account yet, or whose account is not this one. */
export function assertHome({ name, home }: StageConfig, account: string): void {
  if (home === undefined) return;
  if (home.account === nowhere.account)
    throw new Refusal(`${name} belongs to no account: put yours into home of ${name} in lib/config.ts`);
  if (home.account === account) return;

  throw new Refusal(
    `${name} belongs to account ${home.account}, got credentials of ${account}: sign in there, or change home of ${name} in lib/config.ts`,
  );
}
