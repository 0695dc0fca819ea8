import { createHash } from 'node:crypto';
import { experimentNames, type LabDocument } from '../document';
import { markup, raw, type Html } from '../../lambda/http/markup';
import { reportStyle } from './report-style';
import { asynchronous, cache } from './sections/design-questions';
import { everyNumber } from './sections/every-number';
import { firstScreen } from './sections/first-screen';
import { flash } from './sections/flash';
import { functions } from './sections/functions';
import { parametersTable } from './sections/parameters';
import { saturation } from './sections/saturation';
import { recovery } from './sections/recovery';
import { rest } from './sections/rest';
import { storm } from './sections/storm';
import { sweep } from './sections/sweep';
import { trust } from './sections/trust';
import { umbrella } from './sections/umbrella';
import { waiting } from './sections/waiting';
import { whichGuard } from './sections/which-guard';
import { listed } from './words';

const sections = [
  umbrella,
  whichGuard,
  saturation,
  sweep,
  flash,
  waiting,
  functions,
  storm,
  rest,
  recovery,
  asynchronous,
  cache,
  trust,
];

const styleHash = createHash('sha256').update(reportStyle).digest('base64');
// a browser that keeps to this could not load anything, even if some text tried
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** The lab's findings as one page that needs nothing but itself. Equal documents give equal bytes. */
export function reportOf(document: LabDocument): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<title>Who guards the stock? Holdfast’s contention lab</title>
<style>${raw(reportStyle)}</style>
</head>
<body>
<main>
${firstScreen(document)}
${missing(document)}
${sections.map((section) => section(document))}
<section id="numbers" aria-labelledby="numbers-title">
<h2 id="numbers-title">Every number</h2>
<p>Seed ${document.seed}, commit <code>${document.commit}</code>. <code>npm run lab -- --seed ${document.seed}</code> prints all of it again, <code>--json</code> as one document; the same seed gives the same figures. One guard in one experiment: <code>npm run lab -- --experiment flash --guard combined --seed ${document.seed} --json</code>.</p>
${everyNumber(document.experiments)}
<details>
<summary>What the model rests on: each parameter with its source</summary>
${parametersTable(document.parameters)}
</details>
</section>
</main>
</body>
</html>
`.html;
}

/** Says which experiments a run left out, so that nobody looks for them. */
function missing({ experiments }: LabDocument): Html | undefined {
  const there = new Set(experiments.map(({ name }) => name));
  const absent = experimentNames.filter((name) => !there.has(name));
  if (absent.length === 0) return undefined;
  return markup`<p class="missing">This run left out ${listed(absent)}. <code>npm run lab</code> runs everything.</p>`;
}
