import { arnOf, type Endpoints } from './names';
import type { ActedOut, PropertiesOf } from './properties';
import { resolverFor } from './resolve';
import { resourcesOf, type Resource, type StackTemplate } from './resources';

/** A resource with its properties worked out. */
export interface Part<Type extends ActedOut> {
  readonly resource: Resource;
  readonly arn: string;
  /** CloudFormation's promise, and not checked here. */
  readonly properties: PropertiesOf[Type];
}

/** The templates of a stage, ready to be asked. */
export interface Stage {
  readonly resources: readonly Resource[];
  parts<Type extends ActedOut>(...types: readonly Type[]): readonly Part<Type>[];
}

/** Reads the templates of a stage. Resources whose condition does not hold are left out. */
export function readStage(stacks: readonly StackTemplate[], endpoints: Endpoints): Stage {
  const resolve = resolverFor(stacks, endpoints);
  const exists = ({ stack, condition }: Resource) =>
    condition === undefined || resolve(stack, { 'Fn::And': [{ Condition: condition }] }) === true;
  const resources = resourcesOf(stacks).filter(exists);

  return {
    resources,
    parts: <Type extends ActedOut>(...types: readonly Type[]) =>
      resources
        .filter(({ type }) => types.some((wanted) => wanted === type))
        .map((resource) => ({
          resource,
          arn: arnOf(resource),
          properties: resolve(resource.stack, resource.properties) as PropertiesOf[Type],
        })),
  };
}
