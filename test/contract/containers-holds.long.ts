import { holds } from './scenarios/holds';
import { suites } from './suite';

// alone, and not beside the other shop: five processes are enough for two cores that must keep a payment's three seconds
suites({
  name: 'a shop of containers whose holds last two seconds',
  options: ['--variant', 'containers', '--seed', 'none', '--settle', '1', '--hold', '2'],
  scenarios: holds,
});
