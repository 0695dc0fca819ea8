import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { makeApp, type AppOptions } from '../app';
import { HoldfastGuards } from './holdfast-guards';

export interface GuardedAppOptions extends AppOptions {
  /** Whether the packs of cdk-nag look at it too. @default true */
  readonly packs?: boolean;
}

/** Holdfast as it may be deployed: a synth that breaks a rule fails. */
export function guardedApp({ packs = true, ...options }: GuardedAppOptions): App {
  const app = makeApp(options);
  const nag = packs ? [new AwsSolutionsChecks(), new ServerlessChecks()] : [];
  Validations.of(app).addPlugins(new HoldfastGuards(), ...nag);

  return app;
}
