import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call that takes longer has lost its answer: `persist` sends it again. */
const CALL_TIMEOUT_MS = 3_000;

/** A document client whose only retry layer is `persist`. Endpoint, region and credentials come from the environment, as the SDK does it. */
export function documentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: CALL_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });

  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
