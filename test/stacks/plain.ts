import type { Json, Template, Templates } from './synthesised';

/**
 * A value of a template without CloudFormation's functions: `<Orders.Arn>/index/newest` for a join of a reference with text,
 * whichever stack the reference leads to.
 */
export function plain(value: unknown, template: Template, all: Templates): unknown {
  const inner = (part: unknown): unknown => plain(part, template, all);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;

  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0) return mapped(value as Json, inner);
  if (name === 'Ref') return `<${String(argument)}>`;
  if (name === 'Fn::GetAtt') return `<${(argument as readonly string[]).join('.')}>`;
  if (name === 'Fn::Sub') return String(argument).replace(/\$\{(.*?)\}/g, '<$1>');
  if (name === 'Fn::ImportValue') return imported(String(argument), all);
  if (name === 'Fn::GetAZs') return '<AWS::Zones>';
  if (name === 'Fn::Split') return inner((argument as readonly unknown[])[1]);
  if (name === 'Fn::Select') {
    const [index, list] = argument as readonly [number | string, unknown];
    return `${String(inner(list))}[${index}]`;
  }
  if (name !== 'Fn::Join') return mapped(value as Json, inner);

  const [between, parts] = argument as readonly [string, readonly unknown[]];
  return parts.map((part) => String(inner(part))).join(between);
}

/** Without what says nothing to a person: hashes of code, and names that only say which stage and account this is. */
export function masked(text: string): string {
  return text
    .replace(/[0-9a-f]{64}/g, '<hash>')
    .replace(/[0-9A-Fa-f]{8}[0-9a-f]{32}/g, '<hash>')
    .replace(/holdfast(-?)(?:local|dev|staging|prod)/g, 'holdfast$1<stage>')
    .replaceAll('arn:aws:', 'arn:<AWS::Partition>:')
    .replaceAll('000000000000', '<AWS::AccountId>')
    .replaceAll('us-east-1', '<AWS::Region>');
}

function mapped(value: Json, change: (part: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}

function imported(name: string, all: Templates): unknown {
  for (const template of all.values()) {
    const output = Object.values(template.Outputs ?? {}).find(({ Export }) => Export?.['Name'] === name);
    if (output) return plain(output.Value, template, all);
  }
  throw new Error(`${name} must be exported by a stack, got no such export`);
}
