import { tokenVerifier } from '../../lambda/identity/token-verifier';
import { KeysUnavailable, TokenRefused, type Verifier } from '../../lambda/identity/verifier';
import { claims, clientId, issuer, newKey, openIssuer, sign } from './issuer';

const trusted = newKey('trusted');
const fresh = newKey('fresh');
const stranger = newKey('stranger');

let local: Awaited<ReturnType<typeof openIssuer>>;
/** Ends the pauses between two readings of the keys that have begun so far. */
let endPause: () => void;
let verifier: Verifier;
beforeEach(async () => {
  local = await openIssuer([trusted]);
  let ends: (() => void)[] = [];
  endPause = () => {
    for (const end of ends) end();
    ends = [];
  };
  const pause = () => new Promise<void>((resolve) => void ends.push(resolve));
  verifier = tokenVerifier({ issuer, clientId, jwksUri: local.jwksUri }, pause);
});
afterEach(() => local.close());

const good = (key = trusted, sub = 'alice') => verifier.verify(sign(key, claims({ sub })));
const unknown = (kid: string) => verifier.verify(sign({ ...stranger, kid }, claims()));
const ended = async (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error as Error).name,
  );

test('keys are read once, and again for one that is new', async () => {
  await good();
  await good(trusted, 'bob');
  expect(local.asked.times).toBe(1);

  local.keys.push(fresh);
  const rotated = good(fresh);
  endPause();

  await expect(rotated).resolves.toEqual({ customerId: 'alice', admin: false });
  expect(local.asked.times).toBe(2);
});

test("a stranger's unknown key refuses the stranger alone: a newly rotated key is waited for and accepted", async () => {
  await good();
  endPause();
  expect(await ended(unknown('a'))).toBe('TokenRefused');

  local.keys.push(fresh);
  const rotated = ended(good(fresh));
  const again = ended(unknown('b'));
  endPause();

  expect(await rotated).toBe('accepted');
  expect(await again).toBe('TokenRefused');
  expect(local.asked.times).toBe(3);
});

test('a key that came while the keys were being read is looked for once more before anyone is refused', async () => {
  let release = (): void => undefined;
  local.asked.after = new Promise((resolve) => (release = resolve));
  const first = ended(unknown('a'));
  while (local.asked.times < 1) await new Promise(setImmediate);

  local.keys.push(fresh);
  const rotated = ended(good(fresh));
  release();
  expect(await first).toBe('TokenRefused');
  endPause();

  expect(await rotated).toBe('accepted');
  expect(local.asked.times).toBe(2);
});

test('tokens with made-up keys wait for one reading together, and there is none before the pause is over', async () => {
  await good();

  const refused = ['a', 'b', 'c'].map((kid) => ended(unknown(kid)));
  await expect(good(trusted, 'bob')).resolves.toBeDefined(); // a known key waits for nobody
  expect(local.asked.times).toBe(1);
  endPause();

  expect(await Promise.all(refused)).toEqual(['TokenRefused', 'TokenRefused', 'TokenRefused']);
  expect(local.asked.times).toBe(2);
});

test('ten tokens may wait: one more is told that nothing is known, and later ones wait again', async () => {
  await good();
  const ten = Array.from({ length: 10 }, (_, at) => ended(unknown(`${at}`)));

  expect(await ended(unknown('more'))).toBe('KeysUnavailable');
  endPause();
  expect(new Set(await Promise.all(ten))).toEqual(new Set(['TokenRefused']));

  const later = ended(unknown('later'));
  endPause();
  expect(await later).toBe('TokenRefused');
  expect(local.asked.times).toBe(3);
});

test('fifty shoppers at a cold start are served by one reading, also those who come while it is under way', async () => {
  let release = (): void => undefined;
  local.asked.after = new Promise((resolve) => (release = resolve));
  const early = Array.from({ length: 25 }, (_, at) => ended(good(trusted, `early ${at}`)));
  while (local.asked.times < 1) await new Promise(setImmediate);
  const late = Array.from({ length: 25 }, (_, at) => ended(good(trusted, `late ${at}`)));
  release();

  expect(new Set(await Promise.all([...early, ...late]))).toEqual(new Set(['accepted']));
  expect(local.asked.times).toBe(1);
});

test('once the pause is over nobody waits: fifty shoppers with tokens of a new key are served by one reading', async () => {
  await good();
  endPause();
  await new Promise(setImmediate);
  local.keys.push(fresh);

  const many = Array.from({ length: 50 }, (_, at) => ended(good(fresh, `shopper ${at}`)));

  expect(new Set(await Promise.all(many))).toEqual(new Set(['accepted']));
  expect(local.asked.times).toBe(2);
});

test.each([
  ['answers with an error', { status: 500 }],
  ['answers with no key set', { body: 'not json' }],
  ['answers with a key that is none', { body: '{"keys":[{"kid":"trusted"}]}' }],
])('while the issuer %s no token is called wrong, and it is not asked over and over', async (_, trouble) => {
  Object.assign(local.asked, trouble);
  await expect(good()).rejects.toBeInstanceOf(KeysUnavailable);
  await expect(unknownAfterPause()).rejects.toBeInstanceOf(KeysUnavailable);
  const waiting = good();
  expect(local.asked.times).toBe(2);

  Object.assign(local.asked, { status: 200, body: undefined });
  endPause();

  await expect(waiting).resolves.toBeDefined();
  expect(local.asked.times).toBe(3);
});

function unknownAfterPause(): Promise<unknown> {
  const refused = unknown('a');
  endPause();
  return refused;
}

test('an issuer that sends its readers elsewhere is not followed', async () => {
  Object.assign(local.asked, { status: 302, location: '/elsewhere.json' });

  expect(await ended(good())).toBe('KeysUnavailable');
  expect(local.asked.times).toBe(1);
});

test('a token that does not name its key is refused without a reading', async () => {
  await expect(verifier.verify(sign(trusted, claims(), { kid: undefined }))).rejects.toBeInstanceOf(
    TokenRefused,
  );

  expect(local.asked.times).toBe(0);
});

test('the pause is a second, where nothing else is said', async () => {
  const others = [
    'nextTick',
    'setImmediate',
    'setInterval',
    'queueMicrotask',
    'performance',
    'Date',
  ] as const;
  jest.useFakeTimers({ doNotFake: [...others] });
  const timed = tokenVerifier({ issuer, clientId, jwksUri: local.jwksUri });
  await timed.verify(sign(trusted, claims()));

  const waiting = ended(timed.verify(sign(stranger, claims())));
  jest.advanceTimersByTime(999);
  expect(jest.getTimerCount()).toBe(1);
  jest.advanceTimersByTime(1);
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();

  expect(await waiting).toBe('TokenRefused');
  expect(local.asked.times).toBe(2);
});
