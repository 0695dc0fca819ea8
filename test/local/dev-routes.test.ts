import { devRoutes } from '../../local/dev-routes';
import { openIssuer } from '../../local/issuer';

const endpoints = { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:2' };

test('a local run tells callers on this machine where its DynamoDB and SQS answer, so that the demo can audit it', async () => {
  const answer = devRoutes(await openIssuer(), endpoints);

  const told = answer('GET', '/dev/endpoints', '127.0.0.1:8787');

  expect(told).toMatchObject({ status: 200, body: endpoints });
});

test('a web page whose name points here learns no endpoint and gets no token', async () => {
  const answer = devRoutes(await openIssuer(), endpoints);

  const told = ['/dev/endpoints', '/dev/token?sub=alice'].map((path) => answer('GET', path, 'evil.example'));

  expect(told).toMatchObject([{ status: 403 }, { status: 403 }]);
});
