import { echo } from '../http/field-errors';
import { isSku, SKU_WANTED } from '../http/fields';
import { invalidRequest, Problem } from '../http/problem';
import type { Reply } from '../http/route';
import type { Product } from './product';

/** A product with its `ETag`: the version, in quotes. */
export function showing(product: Product, status: number): Reply {
  return { status, headers: { etag: `"${product.version}"` }, body: product };
}

export function unknownSku(sku: string): Problem {
  return new Problem(404, 'unknown_sku', `there is no product ${sku}`, { skus: [sku] });
}

/** The SKU of a path that is written to. @throws Problem invalid_request */
export function skuOf(params: Readonly<Record<string, string>>): string {
  const { sku = '' } = params;
  if (isSku(sku)) return sku;

  throw invalidRequest([{ field: 'sku', wanted: SKU_WANTED, got: echo(sku) }]);
}
