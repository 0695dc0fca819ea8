import { rememberVerified } from '../../lambda/identity/remembered-tokens';
import { TokenRefused } from '../../lambda/identity/verifier';
import { tokenVerifier } from '../../lambda/identity/token-verifier';
import { claims, clientId, encoded, issuer, newKey, openIssuer, sign } from './issuer';

const identity = { customerId: 'alice', admin: false };

/** A check that counts how often it is made: of tokens that end at 1,000 ms. */
function counted() {
  const checked: string[] = [];
  const check = (token: string) => {
    checked.push(token);
    return Promise.resolve({ identity, expiresAt: 1_000 });
  };
  return { checked, check };
}

test('a token that comes again is not verified again', async () => {
  const { checked, check } = counted();
  const verify = rememberVerified(check, () => 999);

  const answers = [await verify('a'), await verify('a'), await verify('b')];

  expect(answers).toEqual([identity, identity, identity]);
  expect(checked).toEqual(['a', 'b']);
});

test('a remembered token ends when it says so: from then on it is verified, and so refused, like any other', async () => {
  const { checked, check } = counted();
  let now = 0;
  const verify = rememberVerified(check, () => now);

  await verify('a');
  now = 1_000;
  await verify('a');

  expect(checked).toEqual(['a', 'a']);
});

test('a refused token is looked at each time', async () => {
  let times = 0;
  const verify = rememberVerified(() => {
    times += 1;
    return Promise.reject(new TokenRefused('no'));
  });

  const refusals = await Promise.allSettled([verify('a'), verify('a')]);

  expect(refusals.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(times).toBe(2);
});

test('memory is bounded: the oldest of a thousand tokens is verified anew', async () => {
  const { checked, check } = counted();
  const verify = rememberVerified(check, () => 0);
  for (let token = 0; token <= 1_000; token += 1) await verify(`${token}`);

  await verify('1');
  await verify('0');

  expect(checked.slice(1_001)).toEqual(['0']);
});

test('a token that was accepted opens no door to another one with its signature', async () => {
  const trusted = newKey('trusted');
  const local = await openIssuer([trusted]);
  const verifier = tokenVerifier({ issuer, clientId, jwksUri: local.jwksUri });
  const token = sign(trusted, claims());
  await verifier.verify(token);

  const forged = token.replace(/\.[^.]+\./, `.${encoded(claims({ sub: 'bob' }))}.`);

  await expect(verifier.verify(forged)).rejects.toBeInstanceOf(TokenRefused);
  await expect(verifier.verify(token)).resolves.toEqual(identity);
  await local.close();
});

test('a token that the verifier remembers is refused from the second on that it names as its end', async () => {
  const others = [
    'nextTick',
    'setImmediate',
    'setInterval',
    'setTimeout',
    'queueMicrotask',
    'performance',
  ] as const;
  jest.useFakeTimers({ doNotFake: [...others] });
  const trusted = newKey('trusted');
  const local = await openIssuer([trusted]);
  const verifier = tokenVerifier({ issuer, clientId, jwksUri: local.jwksUri });
  const { iat } = claims();
  const token = sign(trusted, claims({ exp: iat + 60 }));
  await verifier.verify(token);

  jest.setSystemTime((iat + 59) * 1_000);
  await expect(verifier.verify(token)).resolves.toEqual(identity);
  jest.setSystemTime((iat + 61) * 1_000);

  await expect(verifier.verify(token)).rejects.toThrow('the token has expired');
  jest.useRealTimers();
  await local.close();
});
