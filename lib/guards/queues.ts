import type { Assembly, Resource } from './assembly';
import type { Finding, Guard } from './guard';

interface Destinations {
  readonly OnFailure?: { readonly Destination?: unknown };
}

export const redrive: Guard = {
  id: 'redrive',
  promise: 'a queue sets aside what cannot be done, unless it is where others do so',
  findings: (assembly) => {
    const ends = deadEnds(assembly);

    return assembly
      .ofType('AWS::SQS::Queue')
      .filter((queue) => queue.properties['RedrivePolicy'] === undefined && !ends.has(queue))
      .map((resource) => ({ resource, says: 'queue must have a redrive policy, got none' }));
  },
};

const DEFAULT_VISIBILITY = 30;
const DEFAULT_TIMEOUT = 3;

export const visibility: Guard = {
  id: 'visibility',
  promise:
    'a message stays hidden six times as long as its function may run, so that it is not handed out twice',
  findings: (assembly) =>
    assembly.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
      const queue = assembly.pointedTo(mapping, mapping.properties['EventSourceArn']);
      const worker = functionOf(assembly, mapping, mapping.properties['FunctionName']);
      return queue?.type === 'AWS::SQS::Queue' && worker ? tooShort(queue, worker) : [];
    }),
};

function tooShort(queue: Resource, worker: Resource): readonly Finding[] {
  const least = 6 * Number(worker.properties['Timeout'] ?? DEFAULT_TIMEOUT);
  const got = Number(queue.properties['VisibilityTimeout'] ?? DEFAULT_VISIBILITY);
  const says = `visibility must be ${least} s or more for ${worker.id}, got ${got} s`;

  return got >= least ? [] : [{ resource: queue, says }];
}

/** The function that a name or ARN stands for, by way of its alias where there is one. */
export function functionOf(assembly: Assembly, from: Resource, name: unknown): Resource | undefined {
  const target = assembly.pointedTo(from, name);
  if (target?.type !== 'AWS::Lambda::Alias') return target;

  return assembly.pointedTo(target, target.properties['FunctionName']);
}

function deadEnds(assembly: Assembly): ReadonlySet<Resource | undefined> {
  const fromQueues = assembly.ofType('AWS::SQS::Queue').map((queue) => {
    const policy = queue.properties['RedrivePolicy'] as
      { readonly deadLetterTargetArn?: unknown } | undefined;
    return assembly.pointedTo(queue, policy?.deadLetterTargetArn);
  });
  const fromMappings = assembly.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => {
    const destinations = mapping.properties['DestinationConfig'] as Destinations | undefined;
    return assembly.pointedTo(mapping, destinations?.OnFailure?.Destination);
  });

  return new Set([...fromQueues, ...fromMappings]);
}
