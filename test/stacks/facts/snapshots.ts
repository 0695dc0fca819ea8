import { differences, review } from '../review';
import { everything } from '../synthesised';

const { templates } = everything;
const ofProd = [...templates].filter(([stack]) => stack.startsWith('holdfast-prod/'));
const ofOthers = [...templates].filter(([stack]) => !stack.startsWith('holdfast-prod/'));

test.each(ofProd)('%s is as it was reviewed', (_, template) => {
  const lines = [...review(template, templates)].flatMap(([resource, has]) => [
    resource,
    ...has.map((line) => `    ${line}`),
  ]);

  expect(lines.join('\n')).toMatchSnapshot();
});

test.each(ofOthers)('%s differs from prod as it was reviewed', (stack, template) => {
  const prod = templates.get(stack.replace(/^holdfast-\w+/, 'holdfast-prod'));

  const differs = differences(review(template, templates), review(prod ?? { Resources: {} }, templates));

  expect(`\n${differs}\n`).toMatchSnapshot();
});
