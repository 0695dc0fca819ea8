import { everyStepOf } from './every-step';
import { lives } from './life';

everyStepOf(lives);
