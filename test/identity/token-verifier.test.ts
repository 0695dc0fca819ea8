import { createHmac } from 'node:crypto';
import { tokenVerifier } from '../../lambda/identity/token-verifier';
import { TokenRefused } from '../../lambda/identity/verifier';
import { claims, clientId, encoded, issuer, newKey, openIssuer, sign } from './issuer';

const trusted = newKey('trusted');
const stranger = newKey('stranger');
const past = { exp: Math.floor(Date.now() / 1000) - 10 };

let local: Awaited<ReturnType<typeof openIssuer>>;
beforeEach(async () => (local = await openIssuer([trusted])));
afterEach(() => local.close());

const noPause = () => Promise.resolve();
const verifierHere = () => tokenVerifier({ issuer, clientId, jwksUri: local.jwksUri }, noPause);

test('an access token names its customer', async () => {
  const identity = await verifierHere().verify(sign(trusted, claims()));

  expect(identity).toEqual({ customerId: 'alice', admin: false });
});

test.each([
  ['in the group admin', ['admin', 'staff'], true],
  ['in another group', ['administrators'], false],
  ['in a group whose name only holds admin', 'admin', false],
])('a customer %s', async (_, groups, admin) => {
  const identity = await verifierHere().verify(sign(trusted, claims({ 'cognito:groups': groups })));

  expect(identity.admin).toBe(admin);
});

test.each([
  ['expired', past],
  ['without an end', { exp: undefined }],
  ['not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ['of another issuer', { iss: 'https://issuer.example/other' }],
  ['of no issuer', { iss: undefined }],
  ['for another client', { client_id: 'other' }],
  ['for no client', { client_id: undefined }],
  ['for another audience', { aud: 'other' }],
  ['that is an identity token', { token_use: 'id' }],
  ['that names nobody', { sub: undefined }],
  ['that names nothing', { sub: '' }],
])('a token %s is refused', async (_, changed) => {
  const token = sign(trusted, claims(changed));

  await expect(verifierHere().verify(token)).rejects.toBeInstanceOf(TokenRefused);
});

test('an audience that is this shop is fine beside the client', async () => {
  const token = sign(trusted, claims({ aud: [clientId, 'other'] }));

  await expect(verifierHere().verify(token)).resolves.toBeDefined();
});

test.each([
  ['signed by another under a trusted name', sign({ ...stranger, kid: 'trusted' }, claims())],
  ['signed with an unknown key', sign(stranger, claims())],
  ['unsigned', `${encoded({ alg: 'none', kid: 'trusted' })}.${encoded(claims())}.`],
  [
    'unsigned, with something in place of a signature',
    `${encoded({ alg: 'none', kid: 'trusted' })}.${encoded(claims())}.eA`,
  ],
  ['that says it is signed otherwise', sign(trusted, claims(), { alg: 'RS512' })],
  ['without the name of its key', sign(trusted, claims(), { kid: undefined })],
  [
    'changed after it was signed',
    sign(trusted, claims()).replace(/\.[^.]+\./, `.${encoded(claims({ sub: 'bob' }))}.`),
  ],
  ['that is no token', 'abc'],
  ['of three parts that mean nothing', 'a.b.c'],
])('a token %s is refused', async (_, token) => {
  await expect(verifierHere().verify(token)).rejects.toBeInstanceOf(TokenRefused);
});

test('a key that does not say what it signs with still signs with RS256 alone', async () => {
  const key = { ...trusted, kid: 'plain', jwk: { ...trusted.jwk, kid: 'plain', alg: undefined } };
  local.keys.push(key);

  await expect(verifierHere().verify(sign(key, claims()))).resolves.toBeDefined();
  await expect(verifierHere().verify(sign(key, claims(), { alg: 'RS512' }))).rejects.toThrow(/RS256/);
});

test('the public key is no shared secret', async () => {
  const input = `${encoded({ alg: 'HS256', kid: 'trusted' })}.${encoded(claims())}`;
  const forged = createHmac('sha256', JSON.stringify(trusted.jwk)).update(input).digest('base64url');

  await expect(verifierHere().verify(`${input}.${forged}`)).rejects.toBeInstanceOf(TokenRefused);
});

test('a refusal says what is wrong and repeats nothing of the token', async () => {
  const token = sign(trusted, claims(past));

  await expect(verifierHere().verify(token)).rejects.toThrow('the token has expired: ask for a new one');
});

test.each(['http://issuer.example/jwks.json', 'http://127.0.0.1.example/jwks.json', 'file:///etc/jwks.json'])(
  'keys from %s are not believed',
  (jwksUri) => {
    expect(() => tokenVerifier({ issuer, clientId, jwksUri })).toThrow(/must be https, or http on loopback/);
  },
);

test.each(['https://issuer.example/jwks.json', 'http://localhost:1/jwks.json', 'http://[::1]:1/jwks.json'])(
  'keys from %s may be asked for',
  (jwksUri) => {
    expect(tokenVerifier({ issuer, clientId, jwksUri })).toBeDefined();
  },
);
