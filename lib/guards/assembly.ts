type Json = Readonly<Record<string, unknown>>;

/** A template as synthesised, and where it comes from. */
export interface StackTemplate {
  /** As in `holdfast-dev/state`. */
  readonly stack: string;
  readonly templatePath: string;
  readonly template: Json;
}

export interface Resource {
  readonly stack: string;
  readonly templatePath: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly metadata: Json;
}

/** All templates together, in which a reference may lead from one stack to another. */
export interface Assembly {
  readonly resources: readonly Resource[];
  ofType(...types: readonly string[]): readonly Resource[];

  /**
   * The resource that a value of `from` points to: by `Ref`, `Fn::GetAtt`, `Fn::ImportValue`, or as the beginning of
   * a `Fn::Join`, as in the ARN of an index. Undefined for literals.
   */
  pointedTo(from: Resource, value: unknown): Resource | undefined;
}

export function assemblyOf(templates: readonly StackTemplate[]): Assembly {
  const resources = templates.flatMap(resourcesOf);
  const byId = new Map(resources.map((resource) => [`${resource.stack} ${resource.id}`, resource]));
  const exported = new Map(templates.flatMap(exportsOf));

  const find = (stack: string, value: unknown): Resource | undefined => {
    const [how, what] = Object.entries(isJson(value) ? value : {})[0] ?? [];
    if (how === 'Ref') return byId.get(`${stack} ${String(what)}`);
    if (how === 'Fn::GetAtt') return byId.get(`${stack} ${String((what as readonly unknown[])[0])}`);
    if (how === 'Fn::Join') return find(stack, (what as readonly [string, readonly unknown[]])[1][0]);

    const source = how === 'Fn::ImportValue' ? exported.get(String(what)) : undefined;
    return source && find(source.stack, source.value);
  };

  return {
    resources,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    pointedTo: (from, value) => find(from.stack, value),
  };
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a policy or a list calls one thing or several. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function resourcesOf({ stack, templatePath, template }: StackTemplate): readonly Resource[] {
  return Object.entries((template['Resources'] ?? {}) as Readonly<Record<string, Json>>).map(
    ([id, resource]) => ({
      stack,
      templatePath,
      id,
      type: String(resource['Type']),
      properties: (resource['Properties'] ?? {}) as Json,
      metadata: (resource['Metadata'] ?? {}) as Json,
    }),
  );
}

function exportsOf({ stack, template }: StackTemplate) {
  const outputs = Object.values((template['Outputs'] ?? {}) as Readonly<Record<string, Json>>);

  return outputs
    .filter((output) => isJson(output['Export']))
    .map(
      (output) => [String((output['Export'] as Json)['Name']), { stack, value: output['Value'] }] as const,
    );
}
