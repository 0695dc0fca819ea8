import type { LabDocument } from '../document';
import { markup, raw } from '../../lambda/http/markup';
import { reportStyle } from './report-style';
import { everyNumber } from './sections/every-number';
import { parametersTable } from './sections/parameters';

/** The lab's findings as one page that needs nothing but itself. Equal documents give equal bytes. */
export function reportOf(document: LabDocument): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who guards the stock? Holdfast’s contention lab</title>
<style>${raw(reportStyle)}</style>
</head>
<body>
<main>
<h1>Who guards the stock?</h1>
<p>Seed ${document.seed}, commit ${document.commit}.</p>
<h2>Every number</h2>
${everyNumber(document.experiments)}
<h2>Parameters</h2>
${parametersTable(document.parameters)}
</main>
</body>
</html>
`.html;
}
