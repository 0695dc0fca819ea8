import { noPersonalLines } from './personal-lines';

noPersonalLines('containers');
