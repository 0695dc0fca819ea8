import type { IAMClient } from '@aws-sdk/client-iam';
import type { Deployed } from './deployed';
import { readGrants, writeGrants } from './grants';

/**
 * On AWS `sqs:SendMessage` allows the batch call too, and there is no action of that name; an endpoint on one machine may
 * ask for one. Says to the endpoint what AWS means.
 */
export async function allowBatches(iam: IAMClient, deployed: Deployed): Promise<void> {
  const senders = await readGrants(iam, deployed('DispatcherRole'));
  const batches = senders.grants
    .filter(({ action }) => action === 'sqs:SendMessage')
    .map(({ resource }) => ({ action: 'sqs:SendMessageBatch', resource }));

  await writeGrants(iam, { ...senders, grants: [...senders.grants, ...batches] });
}
