import type { ExperimentName } from '../document';
import { asynchronous } from './async';
import { cache } from './cache';
import { flash } from './flash';
import { functions } from './functions';
import type { ExperimentRecipe } from './recipe';
import { recovery } from './recovery';
import { rest } from './rest';
import { saturation } from './saturation';
import { storm } from './storm';
import { sweep } from './sweep';
import { umbrella } from './umbrella';

export const experiments: Readonly<Record<ExperimentName, ExperimentRecipe>> = {
  umbrella,
  sweep,
  saturation,
  flash,
  functions,
  storm,
  rest,
  recovery,
  async: asynchronous,
  cache,
};
