/** A CloudFormation template, as far as it is read here. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** One stack of the stage. */
export interface StackTemplate {
  readonly stack: string;
  readonly template: Template;
}

/** One resource of one stack, its properties as the template has them: not resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly condition: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export function resourcesOf(stacks: readonly StackTemplate[]): readonly Resource[] {
  return stacks.flatMap(({ stack, template }) =>
    Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({
      stack,
      logicalId,
      type: resource.Type,
      condition: resource.Condition,
      properties: resource.Properties ?? {},
      metadata: resource.Metadata ?? {},
    })),
  );
}
