import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { received } from '../../lambda/server/receiving';
import { forwarder } from '../../local/http/forward';

let early: Server; // answers before it has read what is sent, as an app does that refuses a length
let balancer: Server;
beforeAll(async () => {
  early = createServer((_, response) => void response.writeHead(413).end('too large'));
  const port = await listening(early);
  const forward = forwarder(() => port);
  balancer = createServer((request, response) => {
    void received(request, response).then(async (body) => {
      if (body) await forward(request, response, body).catch(() => response.destroy());
    });
  });
  await listening(balancer);
});
afterAll(() => {
  for (const server of [early, balancer]) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends everything before it reads anything, as many clients do. @throws where it is cut off */
async function sendThenRead(body: Buffer): Promise<string> {
  const socket = connect((balancer.address() as AddressInfo).port, '127.0.0.1');
  const answer = new Promise<string>((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.once('error', reject);
    socket.pause();
    socket.write(`POST /orders HTTP/1.1\r\nhost: shop\r\ncontent-length: ${body.length}\r\n\r\n`);
    socket.write(body, () => {
      socket.on('data', (part) => {
        parts.push(part);
        const text = Buffer.concat(parts).toString();
        if (text.endsWith('too large') || text.endsWith('\r\n0\r\n\r\n')) resolve(text);
      });
      socket.resume().once('close', () => resolve(Buffer.concat(parts).toString()));
    });
  });

  return await answer.finally(() => socket.destroy());
}

test('who sends more than the app reads is let finish, and reads the answer', async () => {
  const answer = await sendThenRead(Buffer.alloc(8_000_000));

  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('too large');
});
