import { orderIdOf } from '../../lambda/order/demand';
import { corpus } from './corpus';
import { balanced, gateway, local, node, type Answer, type DoorToShop } from './doors';

const ids = { paid: orderIdOf('alice', 'paid'), held: orderIdOf('alice', 'held') };
const day = corpus(ids);

let doors: readonly DoorToShop[];
let answers: ReadonlyMap<string, readonly Answer[]>;

beforeAll(async () => {
  doors = await Promise.all([gateway(), node(), local(), balanced()]);
  answers = new Map(await Promise.all(doors.map(async (door) => [door.name, await spend(door)] as const)));
});
afterAll(async () => {
  await Promise.all(doors.map(async ({ close }) => await close()));
});

/** One request after the other: what an answer says depends on those before. */
async function spend({ ask }: DoorToShop): Promise<readonly Answer[]> {
  const got: Answer[] = [];
  for (const sent of day) got.push(await ask(sent));
  return got;
}

test.each(day.map(({ method = 'GET', path = '/' }, index) => [`${method} ${path}`, index] as const))(
  'behind every door %s (request %d) gets the same answer, byte for byte',
  (_, index) => {
    const [first, ...others] = [...answers.values()].map((all) => all[index]);

    expect(others).toHaveLength(3);
    for (const other of others) expect(other).toEqual(first);
  },
);

test('the day has answers of every kind, so that sameness says something', () => {
  const statuses = new Set(answers.get('Node')?.map(({ status }) => status));

  const wanted = [200, 201, 202, 400, 401, 402, 403, 404, 405, 409, 412, 413, 415, 422, 428];
  expect([...statuses].sort()).toEqual(wanted);
});
