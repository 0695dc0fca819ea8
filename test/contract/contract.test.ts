import { all } from './scenarios/all';
import { holds } from './scenarios/holds';
import { suites } from './suite';

suites(
  { name: 'the contract', options: ['--seed', 'none', '--settle', '1'], scenarios: all },
  {
    name: 'a shop whose holds last two seconds',
    options: ['--seed', 'none', '--hold', '2', '--settle', '1'],
    scenarios: holds,
  },
);
