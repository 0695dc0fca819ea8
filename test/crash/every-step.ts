import { audit } from '../../lambda/audit/audit';
import { openWorld, type TestWorld } from '../world';
import { wrongAtRest } from './at-rest';
import { cancelled, comeToRest, openCase, sendAgain, type Case, type Life, type Step } from './life';
import { mortalOf, type Stop } from './mortal';

const AT_ONCE = 8;

/** Stops a process at each of its calls, once for good and once for a while, in each of these lives. */
export function everyStepOf(chosen: Readonly<Record<string, Life>>): void {
  let world: TestWorld;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  describe.each(Object.entries(chosen))('%s', (_, life) => {
    let stops: readonly Stop[];
    beforeAll(async () => {
      const { mortal, run } = await begin(world, life);
      await run;
      stops = Array.from({ length: mortal.calls() }, (__, call) => call).flatMap((call) => [
        { call, when: 'before its effect' as const },
        { call, when: 'after its effect' as const },
      ]);
      expect(stops.length).toBeGreaterThan(0);
    });

    test('a process that dies at any of its calls leaves nothing half done, and the same request again makes no second order', async () => {
      const wrong = await inTurns(stops, dieAt);

      expect(wrong).toEqual([]);
    });

    test('a rival that does everything due while the process stands at any of its calls does no harm', async () => {
      const wrong = await inTurns(stops, (stop) => pauseAt(stop, comeToRest));

      expect(wrong).toEqual([]);
    });

    test('a shopper who cancels while the process stands at any of its calls gets goods or money, not both', async () => {
      const wrong = await inTurns(stops, (stop) => pauseAt(stop, cancelled));

      expect(wrong).toEqual([]);
    });

    async function dieAt(stop: Stop): Promise<readonly string[]> {
      const { one, mortal, run } = await begin(world, life, stop);
      await Promise.race([mortal.stopped, run]);

      const first = await comeToRest(world, one);
      const wrong = [...(await wrongAtRest(world, one, first))];
      const again = await sendAgain(world, one);
      const order = await comeToRest(world, one);
      if (first && order?.version !== first.version) wrong.push(`I8: sent again, it became ${order?.status}`);
      if (!first && again.status >= 300) wrong.push(`I13: sent again, it was answered ${again.status}`);
      return at(stop, [...wrong, ...(await wrongAtRest(world, one, order))]);
    }

    async function pauseAt(stop: Stop, meanwhile: Step): Promise<readonly string[]> {
      const { one, mortal, run } = await begin(world, life, stop);
      await Promise.race([mortal.stopped, run]);

      await meanwhile(world, one);
      mortal.resume();
      await run;
      return at(stop, await wrongAtRest(world, one, await comeToRest(world, one)));
    }
  });

  test('after all of that the audit is clean', async () => {
    const { clean, orders, payments } = await audit(world.books, world.now);

    expect({ clean, orders, payments }).toEqual({ clean: true, orders: [], payments: [] });
  });
}

interface Begun {
  readonly one: Case;
  readonly mortal: ReturnType<typeof mortalOf>;
  readonly run: Promise<unknown>;
}

/** Brings an order to where its step begins, and begins it in a process that may stop. */
async function begin(world: TestWorld, { before, step }: Life, stop?: Stop): Promise<Begun> {
  const one = await openCase(world);
  for (const earlier of before) await earlier(world, one);
  const mortal = mortalOf(world, stop);

  return { one, mortal, run: step(mortal.world, one) };
}

function at({ call, when }: Stop, wrong: readonly string[]): readonly string[] {
  return wrong.map((line) => `stopped at call ${call} ${when}: ${line}`);
}

/** A few at once: they mostly wait, and a crowd would wait for each other. */
async function inTurns(
  stops: readonly Stop[],
  run: (stop: Stop) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let from = 0; from < stops.length; from += AT_ONCE) {
    wrong.push(...(await Promise.all(stops.slice(from, from + AT_ONCE).map(run))).flat());
  }
  return wrong;
}
