import * as z from 'zod';
import type { Routes } from '../http/route';
import type { InventoryWorld } from './inventory-world';
import { productAnswer, productBody, productsAnswer, receiptBody } from './product-schemas';
import { putProduct } from './put-product';
import { receiveReceipt } from './receive-receipt';
import { showProduct, showProducts } from './show-products';

const etag = { ETag: 'The version in quotes' };
const replayed = { ...etag, 'Idempotent-Replayed': '`true`' };

/** The routes of the inventory function. */
export const inventoryRoutes: Routes<InventoryWorld> = [
  {
    method: 'GET',
    path: '/health',
    who: 'all',
    summary: 'Whether requests are answered',
    run: () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
    answers: { 200: { description: 'They are', schema: z.strictObject({ status: z.literal('ok') }) } },
  },
  {
    method: 'GET',
    path: '/openapi.json',
    who: 'all',
    summary: 'This contract, as OpenAPI 3.1',
    run: ({ contract }) => Promise.resolve(contract.document),
    answers: { 200: { description: 'The document', schema: z.looseObject({ openapi: z.string() }) } },
  },
  {
    method: 'GET',
    path: '/docs',
    who: 'all',
    summary: 'This contract, as a page to read',
    run: ({ contract }) => Promise.resolve(contract.page),
    answers: { 200: { description: 'The page', contentType: 'text/html' } },
  },
  {
    method: 'GET',
    path: '/products',
    who: 'all',
    summary: 'Products by SKU; a page is full unless it is the last',
    paged: true,
    run: showProducts,
    answers: { 200: { description: 'A page, with a cursor unless it is the last', schema: productsAnswer } },
  },
  {
    method: 'GET',
    path: '/products/{sku}',
    who: 'all',
    summary: 'One product',
    run: showProduct,
    answers: { 200: { description: 'The product', schema: productAnswer, headers: etag } },
    problems: ['unknown_sku'],
  },
  {
    method: 'PUT',
    path: '/products/{sku}',
    who: 'admin',
    summary: 'Create a product, or change its name and price',
    body: productBody,
    headers: {
      'If-None-Match': '`*` creates',
      'If-Match': '`"<version>"` changes that version, `*` any version',
    },
    run: putProduct,
    answers: {
      200: { description: 'Changed: the version is one higher', schema: productAnswer, headers: etag },
      201: { description: 'Created, without stock', schema: productAnswer, headers: etag },
    },
    problems: ['stale_version', 'precondition_required'],
  },
  {
    method: 'POST',
    path: '/products/{sku}/receipts',
    who: 'admin',
    summary: 'Count goods in, or out for damage or a count',
    keyed: true,
    body: receiptBody,
    run: receiveReceipt,
    answers: {
      200: {
        description: 'Counted before: the product as it is now',
        schema: productAnswer,
        headers: replayed,
      },
      201: { description: 'Counted', schema: productAnswer, headers: etag },
    },
    problems: ['unknown_sku', 'insufficient_stock'],
  },
];
