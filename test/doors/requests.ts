import type { SentTwice as Sent } from '../http/doors';

export const json = { 'content-type': 'application/json' };
export const by = (name: string, headers: Readonly<Record<string, string>> = {}) => ({
  authorization: `Bearer ${name}`,
  ...headers,
});
export const keyed = (key: string, name = 'alice') => by(name, { ...json, 'idempotency-key': key });

const shipTo = { name: 'Alice Müller', postcode: '10115', address: '1 Main Street' };
export const order = (payment?: string, lines: readonly object[] = [{ sku: 'cup', quantity: 1 }]) =>
  JSON.stringify({ lines, shipTo, ...(payment !== undefined && { payment: { token: payment } }) });
export const product = (unitPrice: number) =>
  JSON.stringify({ name: 'Tasse ☕', unitPrice, currency: 'EUR' });

export const get = (path: string, headers?: Sent['headers']): Sent => ({ path, ...(headers && { headers }) });
export const put = (path: string, body: string, headers: Sent['headers']): Sent => ({
  method: 'PUT',
  path,
  body,
  headers: { ...by('admin', json), ...headers },
});
export const post = (path: string, headers: Sent['headers'], body?: string): Sent => ({
  method: 'POST',
  path,
  ...(headers && { headers }),
  ...(body !== undefined && { body }),
});

/** An order's id follows from its customer and key: those of alice's keys. */
export type Ids = Readonly<Record<'paid' | 'held' | 'declined' | 'unknown' | 'parcel', string>>;
