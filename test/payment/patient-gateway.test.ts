import { patientGateway } from '../../lambda/payment/patient-gateway';
import { GatewayFailed, type GatewayCalls } from '../../lambda/payment/payment-gateway';

const charge = { reference: 'o1/1', amount: 250, currency: 'EUR', customerId: 'ada' };

/** A gateway whose calls all do the same, and the references and signals that they came with. */
function gateway(act: (tries: number) => Promise<never>) {
  const references: string[] = [];
  const signals: AbortSignal[] = [];
  const call = (reference: string, signal: AbortSignal) => {
    signals.push(signal);
    return act(references.push(reference));
  };
  const calls: GatewayCalls = {
    accepts: () => true,
    charge: ({ reference }, _, signal) => call(reference, signal),
    settle: ({ reference }, signal) => call(reference, signal),
    refund: call,
  };
  const troubles: unknown[] = [];
  const patient = patientGateway(calls, (error) => troubles.push(error), 20);

  return { patient, references, signals, troubles };
}

const never = () => new Promise<never>(() => undefined);

test.each(['charge', 'settle', 'refund'] as const)(
  'a %s that gets no answer is aborted and unknown, though it ignores its signal, and not made again',
  async (what) => {
    const { patient, references, signals, troubles } = gateway(never);
    const calls = {
      charge: () => patient.charge(charge, 'tok'),
      settle: () => patient.settle(charge),
      refund: () => patient.refund(charge.reference),
    };

    expect(await calls[what]()).toBe('unknown');
    expect(references).toEqual(['o1/1']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(troubles).toHaveLength(1);
  },
);

test('a charge that gets 5xx twice is unknown: the same reference is asked once more, and never a third time', async () => {
  const { patient, references } = gateway(() => Promise.reject(new GatewayFailed('500')));

  expect(await patient.charge(charge, 'tok')).toBe('unknown');
  expect(references).toEqual(['o1/1', 'o1/1']);
});

test('an answer that breaks off is not a 5xx: nothing is sent again while that call may be at work', async () => {
  const { patient, references } = gateway(() => Promise.reject(new Error('socket hang up')));

  expect(await patient.charge(charge, 'tok')).toBe('unknown');
  expect(references).toHaveLength(1);
});
