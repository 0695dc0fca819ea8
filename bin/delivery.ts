import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { context } from '../cdk.json';
import { DeliveryStack } from '../lib/delivery-stack';
import { stages } from '../lib/config';

/**
 * The roles of the pipeline, one stack for an account, deployed once by hand:
 *
 *   GITHUB_REPOSITORY=owner/name STAGES=dev npx cdk deploy --app 'node --import tsx bin/delivery.ts'
 *
 * HAS_PROVIDER=true  the account has an identity provider for GitHub already
 */
const { GITHUB_REPOSITORY: repository = '', STAGES: names = 'dev', HAS_PROVIDER } = process.env;

const app = new App({ context, analyticsReporting: false });

new DeliveryStack(app, 'holdfast-delivery', {
  repository,
  hasProvider: HAS_PROVIDER === 'true',
  stages: names.split(',').map((name) => {
    const stage = Object.values(stages).find((known) => known.name === name);
    if (!stage) throw new Error(`STAGES must name stages of lib/config.ts, got "${name}"`);
    const { identity } = stage;
    return { name: stage.name, signsIn: identity.kind === 'cognito' && identity.passwordSignIn };
  }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks());

app.synth();
