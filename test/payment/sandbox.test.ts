import { patientGateway } from '../../lambda/payment/patient-gateway';
import { busyForLong, answerLost, freezePatience, meet } from '../trouble';
import { openWorld, type TestWorld } from '../world';

let world: TestWorld;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  jest.useRealTimers();
  await world.close();
});

const charge = { reference: 'o1/1', amount: 250, currency: 'EUR', customerId: 'ada' };
const parcel = (postcode: string) => ({
  orderId: 'o1',
  shipTo: { name: 'Ada', postcode, address: '1 Mill Lane' },
  lines: [],
});

test('what was not charged is not refunded', async () => {
  await world.payments.charge(charge, 'tok_declined');

  expect(await world.payments.refund('o1/1')).toBe('unknown');
  expect(await world.entry('o1', 'charge#1')).toMatchObject({ outcome: 'declined', refunded: false });
});

test('the first outcome of a reference is its outcome for ever', async () => {
  expect(await world.payments.charge(charge, 'tok_declined')).toBe('declined');
  expect(await world.payments.charge(charge, 'tok_ok')).toBe('declined');
  expect(await world.payments.settle(charge)).toBe('declined');
});

test('a try whose answer was lost counts once: a gateway that fails once fails once', async () => {
  meet(world.db, 'PutItemCommand', answerLost);

  expect(await world.payments.charge(charge, 'tok_error_once')).toBe('charged');
  expect(await world.entry('o1', 'tries#charge#1')).toMatchObject({ tries: 2 });
});

test('a carrier that would refuse still says what it decided: withdrawn, or registered', async () => {
  await world.carrier.withdraw('o1');
  expect(await world.carrier.register(parcel('FAIL-ALWAYS'))).toEqual({ answer: 'withdrawn' });

  await world.carrier.register({ ...parcel('N1'), orderId: 'o2' });
  expect(await world.carrier.register({ ...parcel('FAIL-ALWAYS'), orderId: 'o2' })).toMatchObject({
    answer: 'registered',
  });
});

test.each(['register', 'withdraw'] as const)('a %s that its book cannot take is unknown', async (what) => {
  freezePatience();
  meet(world.db, 'PutItemCommand', busyForLong);

  const asked = what === 'register' ? world.carrier.register(parcel('N1')) : world.carrier.withdraw('o1');

  expect(await asked).toEqual({ answer: 'unknown' });
});

describe('patience', () => {
  beforeEach(() => jest.useFakeTimers());

  /** When a call that is never answered is given up, in milliseconds. */
  async function patienceOf(ask: (gateway: ReturnType<typeof patientGateway>) => Promise<unknown>) {
    const never = () => new Promise<never>(() => undefined);
    const calls = { accepts: () => true, charge: never, settle: never, refund: never };
    const start = performance.now();
    const given = ask(patientGateway(calls, () => undefined)).then(() => performance.now() - start);
    await jest.advanceTimersByTimeAsync(60_000);
    return await given;
  }

  test('with a gateway lasts 3 s a call', async () => {
    expect(await patienceOf((gateway) => gateway.charge(charge, 'tok'))).toBe(3_000);
    expect(await patienceOf((gateway) => gateway.settle(charge))).toBe(3_000);
    expect(await patienceOf((gateway) => gateway.refund('o1/1'))).toBe(3_000);
  });

  test('leaves no timer behind once there is an answer', async () => {
    const charged = () => Promise.resolve('charged' as const);
    const calls = { accepts: () => true, charge: charged, settle: charged, refund: () => Promise.resolve() };

    expect(await patientGateway(calls, () => undefined).charge(charge, 'tok')).toBe('charged');
    expect(jest.getTimerCount()).toBe(0);
  });
});
