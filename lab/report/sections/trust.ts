import type { Claim, Comparison, LabDocument } from '../../document';
import { markup, type Html, type Piece } from '../../../lambda/http/markup';
import { badge } from '../look';
import { crowdsOf, engineSentence, rankingOf } from '../ranking';
import { best } from '../reading';
import { tableOf } from '../table';
import { count, figure, listed, NOTHING, percent, plural, sentence } from '../words';

/** Why anyone should believe a model, and how far: held against an engine, and against what others and its forerunner said. */
export function trust(document: LabDocument): Html {
  return markup`<section id="trust" aria-labelledby="trust-question">
<h2 id="trust-question">Why believe a model?</h2>
<p>The figures come from a simulator that runs the very code of the guards, in virtual time, against DynamoDB’s published limits and prices. Nothing here was measured on AWS. What can be checked is checked here.</p>
${comparisons(document.comparisons)}
${rankings(document)}
${claims(document.claims)}
</section>
`;
}

function comparisons(all: readonly Comparison[]): Html {
  if (all.length === 0)
    return markup`<h3>Model against engine</h3><p>This run did not compare the model with an engine.</p>`;
  const open = all.filter(({ fixed }) => fixed === undefined);
  const measures = [...new Set(open.map(({ measure }) => measure))];

  return markup`<h3>Model and engine agree within ${percent(CLOSE)} in ${count(open.filter(isClose).length)} of ${plural(open.length, 'comparison')}</h3>
<p>The same guards against a real engine over real requests on this machine, at a small scale.</p>
${leftOut(all.filter(({ fixed }) => fixed !== undefined))}
${tableOf({
  caption: 'The model and the engine, measure by measure',
  columns: ['measure', `within ${percent(CLOSE)}`, 'furthest apart', 'model', 'engine'],
  rows: measures.map((measure) => measureRow(open.filter((one) => one.measure === measure))),
})}
<details><summary>Every comparison</summary>${tableOf({
    caption: 'The model and the engine, guard by guard',
    columns: ['guard', 'at once', 'measure', 'model', 'engine', 'difference', 'left out because'],
    rows: all.map(({ guard, atOnce, measure, model, engine, difference, fixed }) => [
      markup`${badge(guard)} ${guard}`,
      count(atOnce),
      measure,
      figure(model),
      figure(engine),
      signed(difference),
      fixed ?? '',
    ]),
  })}</details>`;
}

/** The rows that cannot differ are no evidence. One that differs all the same is named: patience ended, or a promise broke. */
function leftOut(fixed: readonly Comparison[]): Html | undefined {
  if (fixed.length === 0) return undefined;
  const apart = fixed
    .filter((one) => !isClose(one))
    .map(
      ({ guard, atOnce, measure, model, engine }) =>
        `${guard} with ${count(atOnce)} at once (${measure}, ${figure(model)} and ${figure(engine)})`,
    );
  const reasons = [...new Set(fixed.map((one) => one.fixed ?? ''))].map((reason) => {
    const rows = fixed.filter((one) => one.fixed === reason);
    return `${count(rows.length)} (${listed([...new Set(rows.map(({ measure }) => measure))])}), because ${reason}`;
  });
  const differ =
    apart.length > 0
      ? ` ${plural(apart.length, 'row differs', 'rows differ')} all the same: ${listed(apart)}.`
      : '';

  return markup`<p>${plural(fixed.length, 'row')} that cannot differ ${fixed.length === 1 ? 'is' : 'are'} left out of this count: ${reasons.join('; ')}.${differ}</p>
`;
}

/** Rates of an engine on some machine say nothing of DynamoDB; that its ranks are others must be said. */
function rankings(document: LabDocument): Html | undefined {
  const crowds = crowdsOf(document.speeds);
  if (crowds.length === 0) return undefined;

  return markup`<h3>${engineSentence(document) ?? 'How the model and the engine rank the guards'}</h3>
<p>Their rates are not compared, for the engine’s speed is this machine’s and it has no limit of a partition. Their ranks are, by sales a second (in brackets), and they are not the same.</p>
${tableOf({
  caption: 'The guards by sales a second, the fastest first',
  columns: ['at once', 'model, with the engine’s latencies', 'engine'],
  rows: crowds.map((atOnce) => [
    count(atOnce),
    rankingOf(document, atOnce, 'model'),
    rankingOf(document, atOnce, 'engine'),
  ]),
})}`;
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

function claims(all: readonly Claim[]): Html {
  const by = (whose: Claim['by']) => all.filter((claim) => claim.by === whose);
  return markup`${claimsBy(by('a publication'), {
    title: (holding, of) => `${count(holding)} of ${plural(of, 'published claim')} hold here`,
    about: 'Published by others, and held against this lab.',
  })}${claimsBy(by('our earlier model'), {
    title: (holding, of) => `${count(holding)} of ${plural(of, 'claim')} of our earlier model hold here`,
    about:
      'Nobody outside has published these. They are figures of a queueing model that this project made before, and ranks that it expected: that they hold shows that this model follows from the same assumptions, and no more.',
  })}`;
}

interface ClaimWords {
  readonly title: (holding: number, of: number) => string;
  readonly about: string;
}

function claimsBy(all: readonly Claim[], { title, about }: ClaimWords): Html | undefined {
  if (all.length === 0) return undefined;
  const [holding, failing] = [all.filter(({ agrees }) => agrees), all.filter(({ agrees }) => !agrees)];

  return markup`<h3>${title(holding.length, all.length)}</h3>
<p>${about}</p>
${failing.length > 0 && markup`<p>Where they do not hold, the lab says why:</p>${claimList(failing)}`}
${holding.length > 0 && markup`<details><summary>Those that hold</summary>${claimList(holding)}</details>`}`;
}

function claimList(all: readonly Claim[]): Html {
  return markup`<ul>${all.map(
    ({ claim, by, expected, measured, difference, why, source }) =>
      markup`<li><strong>${claim}</strong>: ${verbs[by]} ${expected}, here ${measured}${difference !== null && ` (${signed(difference)})`}. ${sentence(why)}. <span class="note">Source: ${source}.</span></li>
`,
  )}</ul>`;
}

const verbs: Readonly<Record<Claim['by'], string>> = {
  'a publication': 'published',
  'our earlier model': 'our earlier model',
};

function signed(difference: number | null): string {
  if (difference === null) return NOTHING;
  if (difference === 0) return percent(0);
  return difference < 0 ? `−${percent(-difference)}` : `+${percent(difference)}`;
}
