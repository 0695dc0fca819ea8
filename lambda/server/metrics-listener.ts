import type { RequestListener } from 'node:http';
import type { ServerMetrics } from './metrics';

/** `GET /metrics` for Prometheus and `GET /health` for the platform, on a port that no balancer forwards to. */
export function metricsListener(metrics: ServerMetrics): RequestListener {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (request.method === 'GET' && path === '/metrics') {
      metrics.text().then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    } else if (request.method === 'GET' && path === '/health') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
    } else {
      response.writeHead(404).end();
    }
  };
}
