import type { Accepted } from '../acknowledge';

/** What is accepted on the network, the balancer and the tasks, each with its reason. */

export const acceptedOnImagePull: Accepted = {
  'AwsSolutions-IAM5[Resource::*]':
    'ECR gives out its one token for the whole account: that action has no resource to name',
};

export const acceptedOnTask: Accepted = {
  'AwsSolutions-ECS2': 'its environment holds names and numbers and no secrets: the app has none',
};

const noLog =
  'its log would hold the address and path of every caller: metrics and the logs of tasks say what is needed';

export const acceptedOnBalancer: Accepted = { 'AwsSolutions-ELB2': noLog, CKV_AWS_91: noLog };

export const acceptedOnBalancerGroup: Accepted = {
  'AwsSolutions-EC23': 'everybody may shop: the balancer is the one thing that the internet reaches',
  CKV_AWS_260: 'everybody may shop: where there is a certificate this port only redirects to TLS',
};

export function acceptedOnPlainListener(reason: string): Accepted {
  return { CKV_AWS_2: reason, CKV_AWS_103: reason };
}
