import type { ExperimentName, LabDocument } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { badge } from '../look';
import { experimentOf, notRun } from '../reading';

export interface Section {
  readonly name: ExperimentName;
  /** What a reader asks. */
  readonly question: string;
  /** What it was that was run, in a sentence or two. */
  readonly about: Piece;
  readonly content: Piece;
}

/** An experiment: the question, what was run, the pictures, what the lab found, what was not run, how to run it again. */
export function sectionOf(
  document: LabDocument,
  { name, question, about, content }: Section,
): Html | undefined {
  const experiment = experimentOf(document, name);
  if (!experiment) return undefined;
  const missing = notRun(document, name);

  return markup`<section id="${name}" aria-labelledby="${name}-question">
<h2 id="${name}-question">${question}</h2>
<p>${about}</p>
${findings(experiment.findings)}
${content}
${
  missing.length > 0 &&
  markup`<ul class="not-run">${missing.map(({ guard, backend, notRun }) => markup`<li>${badge(guard)} ${guard} (${backend}) was not run: ${notRun}</li>`)}</ul>`
}
<p class="again">Again: <code>npm run lab -- --experiment ${name} --seed ${document.seed}</code></p>
</section>
`;
}

function findings(sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return markup`<ul class="findings">${sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ul>`;
}
