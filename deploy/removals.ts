/** A grant of the order flow, and where the flow must stop without it. */
export interface Removal {
  /** Whose: the construct's id of a function. */
  readonly from: 'Inventory' | 'Order' | 'Dispatcher' | 'ShippingWorker';
  readonly action: string;
  /** Which resource, by its logical id. */
  readonly on: 'Inventory' | 'Orders' | 'Sandbox' | 'ShippingQueue';
  /** Stocking and ordering fail before the caller's eyes; shipping leaves a paid order as it is. */
  readonly stops: 'stocking' | 'ordering' | 'shipping';
}

/** Each is needed: without any one of them nobody buys, or nothing is shipped. */
export const removals: readonly Removal[] = [
  { from: 'Inventory', action: 'dynamodb:UpdateItem', on: 'Inventory', stops: 'stocking' },
  { from: 'Order', action: 'dynamodb:UpdateItem', on: 'Inventory', stops: 'ordering' },
  { from: 'Order', action: 'dynamodb:PutItem', on: 'Orders', stops: 'ordering' },
  { from: 'Order', action: 'dynamodb:UpdateItem', on: 'Orders', stops: 'ordering' },
  { from: 'Order', action: 'dynamodb:PutItem', on: 'Sandbox', stops: 'ordering' },
  { from: 'Dispatcher', action: 'sqs:SendMessage', on: 'ShippingQueue', stops: 'shipping' },
  { from: 'ShippingWorker', action: 'dynamodb:GetItem', on: 'Orders', stops: 'shipping' },
  { from: 'ShippingWorker', action: 'dynamodb:PutItem', on: 'Sandbox', stops: 'shipping' },
  { from: 'ShippingWorker', action: 'dynamodb:UpdateItem', on: 'Orders', stops: 'shipping' },
];
