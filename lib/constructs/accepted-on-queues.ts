/** Why queues have no key of their own. */
export const managedKey =
  'messages name orders and hold nothing else: the key of SQS will do, and costs nothing per message';
