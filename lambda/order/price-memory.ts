import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readBatch } from '../dynamo/read-batch';
import type { Image } from '../dynamo/refusal';
import type { Price, PriceMemory, StockSeen } from './order-store';
import { stockKey } from './stock-moves';

/** A process serves one catalogue; past so many SKUs the oldest memory goes. */
const MOST_REMEMBERED = 10_000;

/** Prices remembered by this process. They only spare a read: the write verifies the version of each one it relies on. */
export function dynamoPriceMemory(db: DynamoDBDocumentClient, table: string): PriceMemory {
  const memory = new Map<string, Price>();

  const remember = (price: Price) => {
    memory.delete(price.sku);
    memory.set(price.sku, price);
    const oldest = memory.size > MOST_REMEMBERED ? memory.keys().next().value : undefined;
    if (oldest !== undefined) memory.delete(oldest);
  };

  const reread = async (skus: readonly string[]) => {
    skus.forEach((sku) => memory.delete(sku));
    const prices = (await readBatch(db, table, skus.map(stockKey))).map(toPrice);
    prices.forEach(remember);
    return prices;
  };

  return {
    reread,
    async recall(skus) {
      const known = skus.flatMap((sku) => memory.get(sku) ?? []);
      const forgotten = skus.filter((sku) => !memory.has(sku));
      return forgotten.length === 0 ? known : [...known, ...(await reread(forgotten))];
    },
    correct(stock: readonly StockSeen[]) {
      for (const { sku, seen } of stock) {
        if (seen) remember(toPrice({ ...seen }));
        else memory.delete(sku);
      }
    },
  };
}

function toPrice(item: Image): Price {
  const { sku, unitPrice, currency, version } = item as unknown as Price;
  return { sku, unitPrice, currency, version };
}
