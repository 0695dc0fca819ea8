import type { ChargeEntry, Ledger, ShipmentEntry } from './books';

/** What the ledger says of one order. */
export interface EntriesOfOrder {
  readonly charges: readonly ChargeEntry[];
  readonly shipment: ShipmentEntry | undefined;
  /** False where one of its charges cannot be read: that there is none cannot be told. */
  readonly areChargesKnown: boolean;
  readonly isShipmentKnown: boolean;
}

/** The ledger by order. */
export function byOrder({ charges, shipments, unreadable }: Ledger): (orderId: string) => EntriesOfOrder {
  const chargesOf = new Map<string, ChargeEntry[]>();
  for (const charge of charges)
    chargesOf.set(charge.orderId, [...(chargesOf.get(charge.orderId) ?? []), charge]);
  const shipmentOf = new Map(shipments.map((shipment) => [shipment.orderId, shipment]));
  const entries = unreadable.map(({ unreadable: key }) => key);
  const isShipment = ({ entry }: { readonly entry: string }) => entry === 'shipment';
  const unknownShipments = new Set(entries.filter(isShipment).map(({ orderId }) => orderId));
  const unknownCharges = new Set(entries.filter((key) => !isShipment(key)).map(({ orderId }) => orderId));

  return (orderId) => ({
    charges: chargesOf.get(orderId) ?? [],
    shipment: shipmentOf.get(orderId),
    areChargesKnown: !unknownCharges.has(orderId),
    isShipmentKnown: !unknownShipments.has(orderId),
  });
}

/** The number of the attempt that a reference `<orderId>/<attempt>` names. */
export function attemptOf(reference: string): number {
  return Number(reference.slice(reference.lastIndexOf('/') + 1));
}
