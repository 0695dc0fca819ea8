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
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a template says is not typed, and a test asks for what it expects
  readonly is: Readonly<Record<string, any>>;
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
