import type { Order, Outcome } from '../guards/promise';

/** A buyer's request at the door of whatever runs the guards. */
export interface Request {
  readonly order: Order;
  readonly sku: string;
  readonly quantity: number;
  /** Called once. `turned away`: nothing had room for the request. */
  readonly answer: (outcome: Outcome | 'turned away') => void;
}

/** What runs the guards: containers, or Lambda. */
export interface Runtime {
  submit(request: Request): void;
  /** What it has cost to run for so long, in dollars. */
  dollars(ms: number): number;
  /** One of its processes dies; the clients of its requests ask again. Undefined where nothing can be told to die. */
  readonly crash?: (number: number) => void;
  readonly pause?: (number: number, ms: number) => void;
}
