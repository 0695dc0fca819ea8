import type { ExperimentName, LabDocument } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { badge } from '../look';
import { experimentOf, notRun } from '../reading';
import { sentence } from '../words';

export interface Section {
  readonly name: ExperimentName;
  /** What a reader asks. */
  readonly question: string;
  /** What it was that was run, in a sentence or two. */
  readonly about: Piece;
  readonly content: Piece;
  /** Whether the lab's own sentences answer the question, or only say each run in words. */
  readonly findings: 'answer' | 'run by run';
}

/** An experiment: the question, what was run, the pictures, what the lab found, what was not run, how to run it again. */
export function sectionOf(document: LabDocument, section: Section): Html | undefined {
  const { name, question, about, content, findings } = section;
  const experiment = experimentOf(document, name);
  if (!experiment) return undefined;
  const missing = notRun(document, name);

  return markup`<section id="${name}" aria-labelledby="${name}-question">
<h2 id="${name}-question">${question}</h2>
<p>${about}</p>
${findings === 'answer' && listOf(experiment.findings)}
${content}
${
  findings === 'run by run' &&
  experiment.findings.length > 0 &&
  markup`<details><summary>Run by run, in words</summary>${listOf(experiment.findings)}</details>`
}
${
  missing.length > 0 &&
  markup`<ul class="not-run">${missing.map((cell) => markup`<li>${badge(cell.guard)} ${cell.guard} (${cell.backend}) was not run: ${cell.notRun}</li>`)}</ul>`
}
<p class="again">Again: <code>npm run lab -- --experiment ${name} --seed ${document.seed}</code></p>
</section>
`;
}

function listOf(findings: readonly string[]): Html | undefined {
  if (findings.length === 0) return undefined;
  return markup`<ul class="findings">${findings.map((finding) => markup`<li>${sentence(finding)}</li>`)}</ul>`;
}
