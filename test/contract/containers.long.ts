import { all } from './scenarios/all';
import { suites } from './suite';

suites({
  name: 'the contract, by containers',
  options: ['--variant', 'containers', '--seed', 'none', '--settle', '1'],
  scenarios: all,
});
