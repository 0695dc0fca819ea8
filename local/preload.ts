import { createRequire } from 'node:module';

const packages = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/lib-dynamodb',
  '@aws-lambda-powertools/logger',
  '@aws-lambda-powertools/metrics',
  'aws-jwt-verify',
  'hono',
  'zod',
];

/** Loads what handlers will ask for while the templates are made. A package that is not there is the handlers' to miss. */
export function preload(): void {
  const load = createRequire(__filename);
  for (const name of packages) {
    try {
      load(name);
    } catch {
      // the function that needs it says so
    }
  }
}
