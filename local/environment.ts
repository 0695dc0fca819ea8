import { devNull } from 'node:os';
import { REGION } from './template/names';

export interface LocalEndpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly events: string;
}

/** Who calls an endpoint of the user's: the environment's own credentials, where an emulator keeps their tables apart. */
export function callerOf(env: NodeJS.ProcessEnv): { readonly accessKeyId: string; readonly region: string } {
  return {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? 'local',
    region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? REGION,
  };
}

/** Quietens what only a real function needs. */
const quiet = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

/** No profile, credential or endpoint of the machine's user can send a local run to AWS. */
const nobodysProfile = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
};

/** Sets what the SDK reads from the environment, whenever it reads it. Returns how to put everything back. */
export function pointSdkAt({ dynamodb, sqs, events }: LocalEndpoints, env: NodeJS.ProcessEnv): () => void {
  const { accessKeyId, region } = callerOf(env);
  return setAll(env, {
    ...nobodysProfile,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_EVENTBRIDGE: events,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
  });
}

/** Before anything is loaded that looks at these. */
export function quieten(env: NodeJS.ProcessEnv): () => void {
  return setAll(env, quiet);
}

function setAll(env: NodeJS.ProcessEnv, values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(values).map((name) => [name, env[name]] as const);
  for (const [name, value] of Object.entries(values)) put(env, name, value);
  return () => {
    for (const [name, value] of before) put(env, name, value);
  };
}

function put(env: NodeJS.ProcessEnv, name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(env, name);
  else env[name] = value;
}
