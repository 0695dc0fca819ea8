/** Every name that an entry file may read from its environment. */
export type Setting =
  | 'STAGE'
  | 'INVENTORY_TABLE'
  | 'ORDERS_TABLE'
  | 'SANDBOX_TABLE'
  | 'HOLD_SECONDS'
  | 'SETTLE_SECONDS'
  | 'DEADLINES'
  | 'TOKEN_ISSUER'
  | 'TOKEN_CLIENT_ID'
  | 'TOKEN_JWKS_URI'
  | 'SHIPPING_QUEUE_URL'
  | 'DEADLINE_QUEUE_URL'
  | 'DISPATCHER_DEAD_LETTERS_URL'
  | 'EVENT_BUS_NAME'
  | 'HOST'
  | 'PORT'
  | 'METRICS_PORT'
  | 'DEREGISTRATION_SECONDS'
  | 'POLL_SECONDS';

/** A role that the app's code runs in, whatever runs it: a function or the task of a container. */
export interface Runner {
  /** Allows exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[]): void;

  /** Tells the code a name that it reads when it is loaded. */
  set(setting: Setting, value: string): void;
}
