import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { tableOf } from '../table';

/** Each number that the model rests on, with its source. */
export function parametersTable(parameters: LabDocument['parameters']): Html {
  return markup`${Object.entries(parameters).map(([group, members]) =>
    tableOf({
      caption: group,
      columns: ['parameter', 'value', 'unit', 'source'],
      rows: Object.entries(members).map(([name, { value, unit, source }]) => [
        name,
        value.toLocaleString('en-US', { maximumFractionDigits: 12 }),
        unit,
        source,
      ]),
    }),
  )}`;
}
