import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import type { CloudFormationClientConfig, StackEvent } from '@aws-sdk/client-cloudformation';

/** What usually helps, by what the reason says. The first that fits counts. */
const fixes: readonly (readonly [RegExp, string])[] = [
  [
    /unrecognized resource type|not supported|unsupported resource/i,
    'this endpoint does not know the type: leave it out by the data of the stage in lib/config.ts',
  ],
  [
    /environment been bootstrapped|bootstrap stack version|cdk-bootstrap|cdk-hnb659fds/i,
    'the account has no bootstrap stack, or an old one: npx cdk bootstrap aws://ACCOUNT/REGION',
  ],
  [
    /docker/i,
    'the image of the containers is built with Docker: start it, or deploy functions alone with --variant serverless',
  ],
  [
    /UnreservedConcurrentExecution|concurren/i,
    'the account has too few function instances: set `reserved` of the stage to {} in lib/config.ts, or ask for a higher quota',
  ],
  [
    /CloudWatch Logs role ARN/i,
    'the gateway may not write logs yet: deploy again, or set gatewayLogs to false in lib/config.ts',
  ],
  [/limit ?exceeded|quota/i, "a quota of the account is used up: ask for more under 'Service Quotas'"],
  [
    /already exists/i,
    'something of this name is there that this stack does not own: delete it, or import it with npx cdk import',
  ],
  [
    /AccessDenied|not authorized|UnauthorizedOperation/i,
    'the role that deploys lacks this action: bootstrap again with the right execution policy',
  ],
  [
    /ROLLBACK_COMPLETE/,
    'an earlier first deployment failed: delete the stack in CloudFormation and deploy again',
  ],
  [
    /credentials|ExpiredToken|InvalidClientTokenId|Need to perform AWS calls/i,
    'there are no valid credentials for the account: sign in (aws sso login) and try again',
  ],
];

/** What to try for a reason, in a sentence. */
export function likelyFix(reason: string): string {
  const known = fixes.find(([sign]) => sign.test(reason));
  return (
    known?.[1] ?? 'read the reason, mend it in lib/, and deploy again: what was there before is untouched'
  );
}

/** The first resource of a stack that failed by itself, not because another one did. Newest events come first. */
export function firstFailed<E extends Pick<StackEvent, 'ResourceStatus' | 'ResourceStatusReason'>>(
  events: readonly E[],
): E | undefined {
  return events.findLast(
    ({ ResourceStatus = '', ResourceStatusReason = '' }) =>
      ResourceStatus.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason),
  );
}

/** Says in a few lines what failed, why, and what usually helps. */
export async function explainFailure(
  stacks: readonly string[],
  printed: string,
  client: CloudFormationClientConfig,
): Promise<string> {
  for (const stack of stacks) {
    const failed = firstFailed(await lastEvents(stack, client));
    if (failed === undefined) continue;
    const reason = failed.ResourceStatusReason ?? 'no reason was given';
    return [
      `first failed resource: ${failed.ResourceType ?? 'unknown'} ${failed.LogicalResourceId ?? ''} of ${stack}`,
      `reason: ${reason}`,
      `likely fix: ${likelyFix(reason)}`,
    ].join('\n');
  }

  const reason = lastWords(printed);
  return `no resource failed; the CDK said:\n${reason}\nlikely fix: ${likelyFix(reason)}`;
}

/** Of the last operation only; none where the stack or the endpoint cannot be asked. */
async function lastEvents(stack: string, client: CloudFormationClientConfig): Promise<readonly StackEvent[]> {
  try {
    const { StackEvents = [] } = await new CloudFormationClient(client).send(
      new DescribeStackEventsCommand({ StackName: stack }),
    );
    const started = StackEvents.findIndex(
      ({ LogicalResourceId, ResourceStatus = '' }) =>
        LogicalResourceId === stack && /^(CREATE|UPDATE)_IN_PROGRESS$/.test(ResourceStatus),
    );
    return started === -1 ? StackEvents : StackEvents.slice(0, started + 1);
  } catch {
    return [];
  }
}

function lastWords(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /error|fail|❌|unable|denied/i.test(line));
  return (errors.length > 0 ? errors : lines).slice(-6).join('\n');
}
