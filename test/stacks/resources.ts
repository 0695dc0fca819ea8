import { plain } from './plain';
import { everything, type Json, type Synthesised } from './synthesised';

/** A resource as tests look at it. */
export interface Resource {
  /** As in `holdfast-dev/state`. */
  readonly stack: string;
  readonly id: string;
  /** Without the stage, as in `serverless/Order/Role`. */
  readonly path: string;
  readonly type: string;
  /** Without CloudFormation's functions. */
  readonly is: Json;
  readonly metadata: Json;
  readonly deletion: string | undefined;
}

/** The resources of some stacks, by types; all of them without types. */
export type Resources = (stack: RegExp, ...types: readonly string[]) => readonly Resource[];

export function resourcesIn({ templates, paths }: Synthesised): Resources {
  const all = [...templates].flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(([id, resource]) => ({
      stack,
      id,
      path: shortened(paths.get(`${stack} ${id}`) ?? `${stack}/${id}`),
      type: resource.Type,
      is: plain(resource.Properties ?? {}, template, templates) as Json,
      metadata: resource.Metadata ?? {},
      deletion: resource.DeletionPolicy,
    })),
  );

  return (stack, ...types) =>
    all.filter((each) => stack.test(each.stack) && (types.length === 0 || types.includes(each.type)));
}

/** Of every stage as it is configured. */
export const resources = resourcesIn(everything);

function shortened(path: string): string {
  return path.replace(/^holdfast-\w+\//, '').replace(/\/Resource$/, '');
}

/** What stands at a path of a value, as in `at(is, 'Environment', 'Variables', 'STAGE')`; undefined where nothing does. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Json | undefined)?.[step], value);
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const text = at(value, ...path);
  return typeof text === 'string' ? text : JSON.stringify(text);
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly Json[] {
  return (at(value, ...path) ?? []) as readonly Json[];
}

/** Any text that looks so. */
export function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
