import type { Claim, Comparison, LabDocument } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { badge } from '../look';
import { best } from '../reading';
import { tableOf } from '../table';
import { count, figure, NOTHING, percent, plural, sentence } from '../words';

/** Why anyone should believe a model: it is held against an engine, against what others published, and shows its numbers. */
export function trust(document: LabDocument): Html {
  return markup`<section id="trust" aria-labelledby="trust-question">
<h2 id="trust-question">Why believe a model?</h2>
<p>The figures come from a simulator that runs the very code of the guards, in virtual time, against DynamoDB’s published limits and prices. Nothing here was measured on AWS. What can be checked is checked here.</p>
${comparisons(document.comparisons)}
${claims(document.claims)}
</section>
`;
}

function comparisons(all: readonly Comparison[]): Html {
  if (all.length === 0)
    return markup`<h3>Model against engine</h3><p>This run did not compare the model with an engine.</p>`;
  const measures = [...new Set(all.map(({ measure }) => measure))];

  return markup`<h3>Model and engine agree within ${percent(CLOSE)} in ${count(all.filter(isClose).length)} of ${plural(all.length, 'comparison')}</h3>
<p>The same guards against a real engine over real requests on this machine, at a small scale.</p>
${tableOf({
  caption: 'The model and the engine, measure by measure',
  columns: ['measure', `within ${percent(CLOSE)}`, 'furthest apart', 'model', 'engine'],
  rows: measures.map((measure) => measureRow(all.filter((one) => one.measure === measure))),
})}
<details><summary>Every comparison</summary>${tableOf({
    caption: 'The model and the engine, guard by guard',
    columns: ['guard', 'at once', 'measure', 'model', 'engine', 'difference'],
    rows: all.map(({ guard, atOnce, measure, model, engine, difference }) => [
      markup`${badge(guard)} ${guard}`,
      count(atOnce),
      measure,
      figure(model),
      figure(engine),
      signed(difference),
    ]),
  })}</details>`;
}

/** As close as the closed forms are asked to be. */
const CLOSE = 0.1;

function isClose({ model, engine, difference }: Comparison): boolean {
  return difference === null ? model === engine : Math.abs(difference) <= CLOSE;
}

function measureRow(all: readonly Comparison[]): readonly Piece[] {
  const furthest = best(all, ({ difference }) => -Math.abs(difference ?? 0));
  if (!furthest) return [];
  const { guard, atOnce, measure, model, engine } = furthest;
  const close = `${count(all.filter(isClose).length)} of ${count(all.length)}`;
  return [measure, close, `${guard}, ${count(atOnce)} at once`, figure(model), figure(engine)];
}

function claims(all: readonly Claim[]): Html | undefined {
  if (all.length === 0) return undefined;
  const [holding, failing] = [true, false].map((holds) => all.filter(({ agrees }) => agrees === holds));

  return markup`<h3>${count(holding?.length ?? 0)} of ${plural(all.length, 'published claim')} hold here</h3>
${failing && failing.length > 0 && markup`<p>Where they do not, the lab says why:</p>${claimList(failing)}`}
${holding && holding.length > 0 && markup`<details><summary>Those that hold</summary>${claimList(holding)}</details>`}`;
}

function claimList(all: readonly Claim[]): Html {
  return markup`<ul>${all.map(
    ({ claim, published, measured, difference, why, source }) =>
      markup`<li><strong>${claim}</strong>: published ${published}, here ${measured}${difference !== null && ` (${signed(difference)})`}. ${sentence(why)}. <span class="note">Source: ${source}.</span></li>
`,
  )}</ul>`;
}

function signed(difference: number | null): string {
  if (difference === null) return NOTHING;
  if (difference === 0) return percent(0);
  return difference < 0 ? `−${percent(-difference)}` : `+${percent(difference)}`;
}
