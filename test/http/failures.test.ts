import { askPlain } from './doors';
import { app, ask, crashes } from './kernel';

test('a store that did nothing for being busy says so, and when to come back', async () => {
  const { status, headers, body } = await ask({ path: '/busy' });

  expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect(body).toMatchObject({ code: 'busy', retryable: true });
});

test('an outcome that is not known is never called busy, and asks for the same key', async () => {
  const { status, body } = await ask({ path: '/unknown' });

  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'outcome_unknown', retryable: true, status: 500 });
  expect(body.detail).toMatch(/send the same key again$/);
});

test('a crash tells the client an id and the log the rest', async () => {
  const error = new Error('a secret detail');

  const { status, headers, body, text } = await askPlain(app, { path: '/crash' });

  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    500,
    'application/problem+json',
    'no-store',
  ]);
  expect(body.code).toBe('internal_error');
  expect(text).not.toContain(error.message);
  expect(crashes).toContainEqual({ errorId: body.errorId, error });
});
