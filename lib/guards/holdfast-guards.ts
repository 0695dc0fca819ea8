import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { assemblyOf, type Assembly, type StackTemplate } from './assembly';
import { gatewayTimeouts } from './gateway';
import type { Guard } from './guard';
import { nothingAlwaysOn } from './idle';
import { redrive, visibility } from './queues';
import { stockWriters } from './stock-writers';
import { noTimers, recovery } from './tables';

/** Every rule of our own. An exception is made in the rule, where a reviewer sees it, and not by acknowledgement. */
export const guards: readonly Guard[] = [
  stockWriters,
  redrive,
  visibility,
  gatewayTimeouts,
  noTimers,
  recovery,
  nothingAlwaysOn,
];

/** The rules as a validation plugin: a synth that breaks one fails. */
export class HoldfastGuards implements IPolicyValidationPlugin {
  readonly name = 'Holdfast';
  readonly ruleIds = guards.map(({ id }) => id);

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const assembly = assemblyOf(context.stackTemplates.map(readTemplate));
    const violations = guards.flatMap((guard) => violationsOf(guard, assembly));

    return { success: violations.length === 0, violations: [...violations] };
  }
}

function violationsOf({ id, promise, findings }: Guard, assembly: Assembly): readonly PolicyViolation[] {
  return findings(assembly).map(({ resource, says }) => ({
    ruleName: id,
    description: says,
    fix: promise,
    severity: 'error',
    violatingResources: [
      { resourceLogicalId: resource.id, templatePath: resource.templatePath, locations: ['Properties'] },
    ],
  }));
}

function readTemplate({
  stackConstructPath,
  templatePath,
}: IPolicyValidationContext['stackTemplates'][number]): StackTemplate {
  const template = JSON.parse(readFileSync(templatePath, 'utf8')) as StackTemplate['template'];

  return { stack: stackConstructPath, templatePath, template };
}
