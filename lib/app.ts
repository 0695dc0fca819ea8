import { Annotations, App, type IReusableStackSynthesizer } from 'aws-cdk-lib';
import { context } from '../cdk.json';
import type { StageConfig, StageName, Variant } from './stage-config';
import { HoldfastStage } from './holdfast-stage';
import { nowhere, stages as configured } from './config';

/** What nobody reads who wants templates alone. */
const quick = {
  postCliContext: { 'aws:cdk:bundling-stacks': [] },
  stackTraces: false,
  treeMetadata: false,
  builtinCloudFormationValidation: false, // 1–2.5 s of every synth: the gate does it
};

export interface AppOptions {
  /** @default - all of them */
  readonly stages?: readonly StageName[];

  /** What makes each of them. @default - the stages of `lib/config.ts` */
  readonly data?: Readonly<Record<StageName, StageConfig>>;

  /** Runs every stage with these variants; the first one consumes the queues. @default - what the stage's data say */
  readonly variants?: readonly Variant[];

  /** Where templates are written. @default - `cdk.out`, or where the CDK's command line says */
  readonly outdir?: string;

  /**
   * Why `prod` must not be deployed from here, such as changes that are in no commit. It is then synthesised for an
   * account that nobody has credentials of.
   * @default - it may
   */
  readonly notToProd?: string;

  /** Whether functions are bundled. Without it templates are the same but for the hashes of assets. @default true */
  readonly bundling?: boolean;

  /** As whom stacks and assets are deployed. @default - as the roles of the bootstrap stack */
  readonly synthesizer?: IReusableStackSynthesizer;
}

/**
 * The whole of Holdfast as a tree of stages and stacks, not yet synthesised.
 * @throws Error with one sentence per mistake in a stage's data.
 */
export function makeApp(options: AppOptions = {}): App {
  const { data = configured, stages = Object.keys(data) as StageName[], bundling = true } = options;

  const app = new App({
    context,
    outdir: options.outdir,
    defaultStackSynthesizer: options.synthesizer,
    analyticsReporting: false,
    ...(bundling ? {} : quick),
  });

  for (const name of stages) {
    const config = withVariants(data[name], options.variants);
    if (name === 'prod' && options.notToProd !== undefined) moor(app, config, options.notToProd);
    else new HoldfastStage(app, config);
  }

  return app;
}

function moor(app: App, config: StageConfig, why: string): void {
  const stage = new HoldfastStage(app, { ...config, home: nowhere });
  Annotations.of(stage.state).addInfo(`prod belongs to no account and cannot be deployed: ${why}`);
}

function withVariants(config: StageConfig, variants: readonly Variant[] | undefined): StageConfig {
  const [queueConsumer] = variants ?? [];
  if (variants === undefined || queueConsumer === undefined) return config;

  return { ...config, variants, queueConsumer };
}
