import type { Accepted } from '../acknowledge';
import type { Entry, StageConfig } from '../stage-config';

const onEveryFunction: Accepted = {
  W3005:
    'the CDK names the role along with its policy, and nothing else makes the function wait for the policy',
  CKV_AWS_116:
    'nothing calls it without waiting for the answer but the schedule, whose next run does the same work',
  CKV_AWS_45:
    'its environment holds names alone, to which a test holds it: this check takes 40 letters of the path of the template for a key',
  CKV_AWS_117:
    'it talks to AWS alone, over TLS: a network of its own would add gateways that cost by the hour',
  CKV_AWS_173: 'its environment holds names and no secrets: the key of Lambda will do',
  'Serverless-LambdaDLQ':
    'nothing calls it without waiting for the answer but the schedule, whose next run does the same work',
};

/** What is accepted on a function, given what its stage leaves out. */
export function acceptedOnFunction(config: StageConfig, entry: Entry): Accepted {
  return {
    ...onEveryFunction,
    ...(config.reserved[entry] === undefined && {
      CKV_AWS_115:
        'its event source or the throttles of the gateway bound it: a reservation would take from the others',
    }),
    ...(!config.tracing && {
      'Serverless-LambdaTracing': 'a local endpoint keeps no traces',
    }),
  };
}

export const acceptedOnTraces: Accepted = {
  'AwsSolutions-IAM5[Resource::*]':
    'X-Ray has no resources to name: its two actions are allowed on all or on none',
};
