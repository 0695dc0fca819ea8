import type { Scenario } from '../scenario';
import { catalogue } from './catalogue';
import { checks } from './checks';
import { documents } from './documents';
import { envelope } from './envelope';
import { identity } from './identity';
import { payments } from './payments';
import { placing } from './placing';
import { receipts } from './receipts';
import { refusals } from './refusals';
import { replays } from './replays';
import { selling } from './selling';
import { shipping } from './shipping';
import { skus } from './skus';

/** Every claim that needs no short holds; those that wait for deadlines come first. */
export const all: readonly Scenario[] = [
  ...shipping,
  ...payments,
  ...documents,
  ...catalogue,
  ...skus,
  ...receipts,
  ...identity,
  ...checks,
  ...envelope,
  ...refusals,
  ...placing,
  ...replays,
  ...selling,
];
