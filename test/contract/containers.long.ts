import { all } from './scenarios/all';
import { holds } from './scenarios/holds';
import { suites } from './suite';

const options = ['--variant', 'containers', '--seed', 'none', '--settle', '1'];

suites(
  { name: 'the contract, by containers', options, scenarios: all },
  {
    name: 'a shop of containers whose holds last two seconds',
    options: [...options, '--hold', '2'],
    scenarios: holds,
  },
);
