import { orderIdOf } from '../../lambda/order/demand';
import { problems } from '../../lambda/http/problem';
import { routes } from '../../lambda/routes';
import { corpus } from './corpus';
import { balanced, gateway, local, node, type Answer, type DoorToShop } from './doors';

const idOf = (key: string) => orderIdOf('alice', key);
const day = corpus({
  paid: idOf('paid'),
  held: idOf('held'),
  declined: idOf('declined'),
  unknown: idOf('unknown'),
  parcel: idOf('parcel'),
});

let doors: readonly DoorToShop[];
let answers: ReadonlyMap<string, readonly Answer[]>;

beforeAll(async () => {
  doors = await Promise.all([
    gateway({ base64: false }),
    gateway({ base64: true }),
    node(),
    local(),
    balanced(),
  ]);
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

test.each(
  day.map(({ method = 'GET', path = '/' }, index) => [`${method} ${path}`.slice(0, 80), index] as const),
)('behind every door %s (request %d) gets the same answer, byte for byte', (_, index) => {
  const [first, ...others] = [...answers.values()].map((all) => all[index]);

  expect(others).toHaveLength(4);
  for (const other of others) expect(other).toEqual(first);
});

/** What no request alone can bring about: the gateway's throttle, an answer that is lost, a bug, and what no gateway says. */
const others = [
  ...['too_many_requests', 'outcome_unknown', 'internal_error'],
  ...['request_timeout', 'headers_too_large'],
];

test('the day has every status and code of the contract, so that sameness says something', () => {
  const all = answers.get('Node') ?? [];
  const codes = all.flatMap(({ body }) => /"code":"(\w+)"/.exec(body)?.[1] ?? []);

  const wanted = [200, 201, 202, 400, 401, 402, 403, 404, 405, 409, 412, 413, 415, 422, 428, 503];
  expect([...new Set(all.map(({ status }) => status))].sort()).toEqual(wanted);
  expect([...new Set([...codes, ...others])].sort()).toEqual(Object.keys(problems).sort());
});

test('the day takes every route of the contract to an end that is no refusal', () => {
  const taken = day.flatMap(({ method = 'GET', path = '' }, index) => {
    const { status = 0 } = answers.get('Node')?.[index] ?? {};
    return status < 300 ? [`${method} ${path.split('?')[0] ?? ''}`] : [];
  });

  const never = routes.filter(({ method, path }) => {
    const pattern = new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    return !taken.some((one) => pattern.test(one));
  });
  expect(never.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
