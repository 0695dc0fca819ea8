import { all } from './scenarios/all';
import { holds } from './scenarios/holds';
import { suites } from './suite';

const options = ['--seed', 'none', '--settle', '1'];
const faults = ['--faults', 'conflict=0.05,throttle=0.02,lost-answer=0.05,index-delay=200'];

suites(
  {
    name: 'the contract, with conflicts, throttling, lost answers and a slow index',
    options: [...options, ...faults],
    faulty: true,
    scenarios: all,
  },
  {
    name: 'a shop whose holds last two seconds, with the same faults',
    options: [...options, '--hold', '2', ...faults],
    faulty: true,
    scenarios: holds,
  },
);
