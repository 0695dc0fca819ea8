import { masked, plain } from './plain';
import type { Template, Templates } from './synthesised';

const LINE = 110;

/** The resources of a template as a person reviews them: a line each, and below it a line for each property. */
export function review(template: Template, all: Templates): ReadonlyMap<string, readonly string[]> {
  const resources = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type !== 'AWS::CDK::Metadata',
  );

  return new Map(
    resources.map(([id, { Type, Metadata: _, Properties = {}, ...rest }]) => {
      const { Tags: _tags, UserPoolTags: _too, ...properties } = Properties;
      return [
        `${masked(id)} ${Type}`,
        lines('', plain({ ...rest, ...properties }, template, all)).map(masked),
      ];
    }),
  );
}

/** What one template has otherwise than another: lines that it lacks and lines that it has alone. */
export function differences(
  of: ReadonlyMap<string, readonly string[]>,
  from: ReadonlyMap<string, readonly string[]>,
): string {
  const gone = [...from.keys()].filter((resource) => !of.has(resource)).map((resource) => `- ${resource}`);
  const other = [...of].flatMap(([resource, has]) => {
    const had = from.get(resource);
    if (had === undefined) return [`+ ${resource}`, ...has.map((line) => `+   ${line}`)];

    const lacks = had.filter((line) => !has.includes(line)).map((line) => `-   ${line}`);
    const adds = has.filter((line) => !had.includes(line)).map((line) => `+   ${line}`);
    return lacks.length + adds.length > 0 ? [`  ${resource}`, ...lacks, ...adds] : [];
  });

  return [...gone, ...other].join('\n');
}

function lines(path: string, value: unknown): readonly string[] {
  const text = JSON.stringify(value);
  const parts = Object.entries(typeof value === 'object' && value !== null ? value : {});
  if (path !== '' && (parts.length === 0 || path.length + text.length < LINE)) return [`${path}: ${text}`];

  return parts.flatMap(([key, part]) => lines(path === '' ? key : `${path}.${key}`, part));
}
