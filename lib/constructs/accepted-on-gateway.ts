import type { Accepted } from '../acknowledge';
import type { StageConfig } from '../stage-config';

const localEndpoint = 'a local endpoint keeps no such logs and takes no traces';

const noFirewall =
  'a firewall costs by the month whether anybody comes or not: in a stage that sells nothing, throttles are enough';

/** What is accepted on the stage of the API, given what its stage leaves out. */
export function acceptedOnLiveStage(config: StageConfig): Accepted {
  return {
    CKV_AWS_120: 'stock and orders change from one request to the next: a cached answer would be wrong',
    ...(!config.gatewayLogs && {
      CKV_AWS_76: localEndpoint,
      'AwsSolutions-APIG1': localEndpoint,
      'AwsSolutions-APIG6': localEndpoint,
      'Serverless-APIGWAccessLogging': localEndpoint,
    }),
    ...(!config.tracing && { CKV_AWS_73: localEndpoint, 'Serverless-APIGWXrayEnabled': localEndpoint }),
    ...(config.requestsPerAddress === undefined && {
      'AwsSolutions-APIG3': noFirewall,
    }),
  };
}

const anyReason = 'the app tells a wrong method 405 before it asks for a token';

export const acceptedOnAny: Accepted = {
  'AwsSolutions-APIG4': anyReason,
  'AwsSolutions-COG4': anyReason,
  CKV_AWS_59: anyReason,
};

/** What is accepted on a route for everyone. */
export function acceptedOnPublic(path: string): Accepted {
  const reason = `${path} is for everyone, signed in or not`;

  return { 'AwsSolutions-APIG4': reason, 'AwsSolutions-COG4': reason, CKV_AWS_59: reason };
}

const gatewayRole =
  'the policy that AWS keeps for this one purpose: to let the gateway write logs of the account';

export const acceptedOnGatewayRole: Accepted = {
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
    gatewayRole,
};
