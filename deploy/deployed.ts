import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';

/** The physical name of a resource, by its logical id or by the constructs' ids that it begins with. */
export type Deployed = (logicalId: string) => string;

/** Reads what the resources of stacks are called where they were deployed. */
export async function readDeployed(
  stacks: readonly string[],
  client: CloudFormationClientConfig,
): Promise<Deployed> {
  const cloudFormation = new CloudFormationClient(client);
  const names = new Map<string, string>();
  for (const StackName of stacks) {
    const { StackResources = [] } = await cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName }),
    );
    for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResources)
      names.set(LogicalResourceId.replace(/[0-9A-F]{8}$/, ''), PhysicalResourceId); // the hash of its path
  }

  return (logicalId) => {
    const name = names.get(logicalId);
    if (name === undefined) throw new Error(`the stacks must have a resource ${logicalId}, got none`);

    return name;
  };
}
