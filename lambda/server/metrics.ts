import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { measures, type Measure } from '../observe/measures';

/** What a container counts, for Prometheus to read. */
export interface ServerMetrics {
  /** Business, by the names that dashboards use. */
  counted(measure: Measure): void;
  /** A request by its route, as in `/orders/{orderId}`: never by its path, which has no end of values. */
  answered(
    labels: { readonly method: string; readonly route: string; readonly status: number },
    seconds: number,
  ): void;
  /** A message of a queue that was worked on. */
  delivered(queue: string, outcome: 'done' | 'again'): void;
  /** Everything, in Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** From a remembered price to the balancer's patience. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function serverMetrics(labels: Readonly<Record<string, string>>): ServerMetrics {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const business = new Counter({
    name: 'holdfast_business_total',
    help: 'Orders and shipments by what became of them',
    labelNames: ['measure'],
    registers,
  });
  // a counter that appears with its first event would hide that event from a rate
  for (const measure of Object.keys(measures)) business.inc({ measure }, 0);
  const requests = new Histogram({
    name: 'holdfast_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const messages = new Counter({
    name: 'holdfast_messages_total',
    help: 'Messages of the queues by what became of them: again is left to be delivered once more',
    labelNames: ['queue', 'outcome'],
    registers,
  });

  return {
    counted: (measure) => business.inc({ measure }),
    answered: (request, seconds) => requests.observe(request, seconds),
    delivered: (queue, outcome) => messages.inc({ queue, outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
