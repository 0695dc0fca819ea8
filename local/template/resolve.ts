import { attributeOf, isPseudoParameter, pseudoParameter, refOf, type Endpoints } from './names';
import { resourcesOf, type Resource, type StackTemplate, type Template } from './resources';

/** Gives a template's value its meaning: the intrinsic functions are worked out, across the stacks of the stage. */
export type Resolve = (stack: string, value: unknown) => unknown;

interface Context {
  readonly stack: string;
  readonly template: Template;
  readonly resource: (logicalId: string) => Resource | undefined;
  readonly endpoints: Endpoints;
  readonly resolve: (value: unknown) => unknown;
  readonly exported: (name: string) => unknown;
}

/**
 * Reads the values of these templates.
 * What it gives throws an error that names the function, reference or export that it does not know.
 */
export function resolverFor(stacks: readonly StackTemplate[], endpoints: Endpoints): Resolve {
  const contexts = new Map<string, Context>();
  const exported = (name: string): unknown => {
    for (const context of contexts.values())
      for (const output of Object.values(context.template.Outputs ?? {}))
        if (output.Export && context.resolve(output.Export.Name) === name)
          return context.resolve(output.Value);
    throw new Error(`no stack of the stage exports ${name}`);
  };

  for (const { stack, template } of stacks) {
    const own = new Map(resourcesOf([{ stack, template }]).map((resource) => [resource.logicalId, resource]));
    const context: Context = {
      stack,
      template,
      resource: (logicalId) => own.get(logicalId),
      endpoints,
      resolve: (value) => resolveValue(context, value),
      exported,
    };
    contexts.set(stack, context);
  }

  return (stack, value) => {
    const context = contexts.get(stack);
    if (!context) throw new Error(`no stack ${stack} in the stage`);
    return context.resolve(value);
  };
}

function resolveValue(context: Context, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((entry) => context.resolve(entry)).filter((entry) => entry !== undefined);
  if (typeof value !== 'object' || value === null) return value;

  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && (first[0].startsWith('Fn::') || first[0] === 'Ref'))
    return call(context, ...first);
  const resolved = entries.map(([key, entry]) => [key, context.resolve(entry)] as const);
  return Object.fromEntries(resolved.filter(([, entry]) => entry !== undefined));
}

type Intrinsic = (context: Context, argument: unknown) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (context, name) => reference(context, String(name)),
  'Fn::GetAtt': (context, argument) => {
    const [logicalId = '', ...attribute] = (
      Array.isArray(argument) ? argument : String(argument).split('.')
    ) as string[];
    return attributeOf(known(context, logicalId), attribute.join('.'));
  },
  'Fn::Join': ({ resolve }, argument) => {
    const [separator, parts] = argument as [string, unknown];
    return (resolve(parts) as unknown[]).map(String).join(separator);
  },
  'Fn::Sub': substitute,
  'Fn::Select': ({ resolve }, argument) => {
    const [index, list] = argument as [unknown, unknown];
    return (resolve(list) as unknown[])[Number(resolve(index))];
  },
  'Fn::Split': ({ resolve }, argument) => {
    const [separator, text] = argument as [string, unknown];
    return String(resolve(text)).split(separator);
  },
  'Fn::ImportValue': ({ resolve, exported }, name) => exported(String(resolve(name))),
  'Fn::FindInMap': ({ resolve, template }, argument) => {
    const [map = '', top = '', second = ''] = (argument as unknown[]).map((part) => String(resolve(part)));
    return resolve(template.Mappings?.[map]?.[top]?.[second]);
  },
  'Fn::Base64': ({ resolve }, text) => Buffer.from(String(resolve(text))).toString('base64'),
  'Fn::If': (context, argument) => {
    const [condition, then, otherwise] = argument as [string, unknown, unknown];
    return context.resolve(holds(context, condition) ? then : otherwise);
  },
  'Fn::Equals': ({ resolve }, argument) => {
    const [left, right] = argument as [unknown, unknown];
    return String(resolve(left)) === String(resolve(right));
  },
  'Fn::Not': (context, argument) => !truth(context, (argument as unknown[])[0]),
  'Fn::And': (context, argument) => (argument as unknown[]).every((part) => truth(context, part)),
  'Fn::Or': (context, argument) => (argument as unknown[]).some((part) => truth(context, part)),
};

function call(context: Context, name: string, argument: unknown): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new Error(`${name} in stack ${context.stack} is not known to the local run`);
  return intrinsic(context, argument);
}

function known({ resource, stack }: Context, logicalId: string): Resource {
  const found = resource(logicalId);
  if (!found) throw new Error(`stack ${stack} refers to ${logicalId}, which it does not have`);
  return found;
}

function reference(context: Context, name: string): unknown {
  if (isPseudoParameter(name)) return pseudoParameter(name, context.stack);
  const parameter = context.template.Parameters?.[name];
  return parameter ? parameter.Default : refOf(known(context, name), context.endpoints);
}

function substitute(context: Context, argument: unknown): string {
  const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [
    string,
    Record<string, unknown>,
  ];
  return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return String(context.resolve(own[name]));
    return String(name.includes('.') ? call(context, 'Fn::GetAtt', name) : reference(context, name));
  });
}

function holds(context: Context, condition: string): boolean {
  const rule = context.template.Conditions?.[condition];
  if (rule === undefined) throw new Error(`stack ${context.stack} has no condition ${condition}`);
  return truth(context, rule);
}

function truth(context: Context, rule: unknown): boolean {
  const named = typeof rule === 'object' && rule !== null && 'Condition' in rule ? rule.Condition : undefined;
  return typeof named === 'string' ? holds(context, named) : context.resolve(rule) === true;
}
