import { startLabEngine, type LabEngine } from '../../lab/engine/engine';
import { runOnEngine } from '../../lab/engine/run';
import { guardNames } from '../../lab/guards/all';

let engine: LabEngine;
beforeAll(async () => void (engine = await startLabEngine()));
afterAll(() => engine.close());

const load = { buyers: 30, units: 20, atOnce: 8 };

test.each(guardNames.filter((guard) => guard !== 'none'))(
  '%s sells each unit once over real requests, and refuses the others',
  async (guard) => {
    const { cell } = await runOnEngine(engine, { guard, seed: 1, load });

    expect(cell).toMatchObject({ backend: 'engine', sold: 20, refused: 10, oversold: 0, conserved: true });
  },
);

test('without a guard, real requests overwrite each other', async () => {
  const { cell } = await runOnEngine(engine, { guard: 'none', seed: 1, load });

  expect(cell.conserved).toBe(false);
  expect(cell.lostUpdates).toBeGreaterThan(0);
});
