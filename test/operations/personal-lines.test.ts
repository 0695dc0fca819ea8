import { noPersonalLines } from './personal-lines';

noPersonalLines('serverless');
