import { join } from 'node:path';
import { uncommitted } from '../bin/work-tree';
import { stages } from '../lib/config';
import type { StageConfig, StageName } from '../lib/stage-config';
import { outputFor, Refusal, runCommand } from '../local/command';
import { quieten } from '../local/environment';
import { choice, flag, json } from '../local/options';
import { homeOf } from './caller';
import { assertCanAsk, confirm } from './confirm';
import { doorsOf, type Door } from './doors';
import { untilInterrupted } from './interruption';
import type { Watched } from './local-deployment';
import { planOf, planText } from './plan';
import { shopAt } from './shop-client';
import { signInAsAdmin } from './sign-in';
import { lookAround, smokeTest } from './smoke';
import { deployStage } from './stage-deployment';
import { resourcesOf } from './templates';
import type { Outputs } from './toolkit';

const command = {
  usage: 'npm run deploy --',
  about:
    'Says what a stage is made of and what it costs idle, asks, deploys it to the AWS account of your credentials, and tries it out.',
  options: {
    stage: choice(['dev', 'staging', 'prod'], { help: 'what to deploy', fallback: 'dev' }),
    variant: choice(['configured', 'serverless', 'containers'], {
      help: 'who serves: as lib/config.ts says of the stage, or one alone',
      fallback: 'configured',
    }),
    yes: flag('deploy without being asked'),
    json,
  },
};

void runCommand(command, async ({ stage, variant, yes, json: asJson }) => {
  quieten(process.env);
  const output = outputFor(asJson);
  const say = (line: string) => output.say(line);
  const config = stages[stage];
  const variants = variant === 'configured' ? config.variants : [variant];
  const only = variant === 'configured' ? {} : { variants };
  assertCanAsk(yes, process.stdin.isTTY);
  assertCommitted(stage);
  const { account, region } = await homeOf(config);

  return await untilInterrupted(async (asked) => {
    const plan = planOf(resourcesOf(stage, only.variants));
    say(`${stage} in account ${account}, ${region}:\n${planText(plan, stage)}`);
    if (!yes) await confirm('Deploy?', asked);

    const outputs = await deployStage({ stage, ...only, region, say, asked });
    const tried = [];
    for (const door of doorsOf(config, variants, outputs))
      tried.push(await tryOut(door, { config, outputs, region, watched: { say, asked } }));

    const destroy = `npx cdk destroy 'holdfast-${stage}/*'`;
    const ready = tried.map(({ url, smoke }) => `${smoke}\nready ${url}`);
    output.result(
      { stage, account, region, ...plan, doors: tried, destroy },
      [...ready, `destroy it with ${destroy}; docs/deploy.md says what remains`].join('\n'),
    );
    return 0;
  });
});

/** @throws Refusal for a `prod` that no commit describes. */
function assertCommitted(stage: StageName): void {
  const why = stage === 'prod' ? uncommitted(join(__dirname, '..')) : undefined;
  if (why !== undefined) throw new Refusal(`prod is not deployed from here: ${why}`);
}

interface Deployed {
  readonly config: StageConfig;
  readonly outputs: Outputs;
  readonly region: string;
  readonly watched: Watched;
}

/** Sells and ships a unit where a user can be made for it, and only looks where none can. */
async function tryOut(door: Door, { config, outputs, region, watched: { say, asked } }: Deployed) {
  const { variant, url, closed } = door;
  if (closed !== undefined) return { variant, url, smoke: `${variant}: not tried out, ${closed}` };

  const { identity } = config;
  if (identity.kind !== 'cognito' || !identity.passwordSignIn) {
    await lookAround(shopAt(url, undefined, asked));
    const smoke = `${variant}: /health and /products answer; nothing was sold, because ${config.name} signs nobody in by password`;
    return { variant, url, smoke };
  }

  const { token, leave } = await signInAsAdmin(outputs, { region });
  const { orderId, trackingCode } = await smokeTest(shopAt(url, token, asked), say).finally(leave);
  return { variant, url, smoke: `${variant}: sold and shipped one unit, order ${orderId}, ${trackingCode}` };
}
