import type { Cell, Load } from '../../cell';
import type { LabDocument } from '../../document';
import { markup, type Html } from '../../../lambda/http/markup';
import { answers } from '../answers';
import { drawingOf, px } from '../charts/drawing';
import { best, wasRun } from '../reading';
import { count, figure, plural } from '../words';
import { house, sunAndUmbrella, turnstile } from './icons';

/** For a reader who has never heard of a lock: the question, what goes wrong, the guards in pictures, the answer. */
export function firstScreen(document: LabDocument): Html {
  const unguarded = oversoldCell(document);

  return markup`<header class="first">
<p class="eyebrow">Holdfast’s contention lab</p>
<h1>Who guards the stock?</h1>
<div class="opening">
<div>
<p class="lead">${question(unguarded)}</p>
<p>A shop’s program looks whether a unit is left, and then takes it. Two copies of that program can look at the same moment, see the same last unit, and both sell it. A <strong>guard</strong> is whatever keeps them from that. This page puts ${plural(guardsIn(document), 'way', 'ways')} of guarding before the same buyers and counts what each sold, what it cost, and who went away without an answer.</p>
</div>
${unguarded && oversoldPicture(unguarded)}
</div>
${umbrellas()}
${answerOf(document)}
</header>
`;
}

function question(cell: Cell | undefined): string {
  const { buyers, units, perSecond, atOnce = 0 } = cell?.load ?? example;
  const come =
    atOnce >= buyers
      ? `${count(buyers)} buyers press the button at once`
      : `${count(buyers)} buyers come, ${figure(perSecond)} a second`;
  return `${come}. There are ${plural(units, 'unit')}. How does a shop sell exactly ${count(units)}?`;
}

/** The question where no run has asked it. */
const example: Load = { buyers: 100, units: 10, perSecond: 0, atOnce: 100 };

function guardsIn({ experiments }: LabDocument): number {
  return new Set(experiments.flatMap(({ cells }) => cells.map(({ guard }) => guard))).size;
}

/** The smallest crowd before which selling without a guard went wrong. */
export function oversoldCell({ experiments }: LabDocument): Cell | undefined {
  const cells = experiments.flatMap(({ cells }) => cells.filter(wasRun));
  return best(
    cells.filter(({ guard, oversold }) => guard === 'none' && oversold > 0),
    ({ load }) => load.buyers,
  );
}

const SQUARES = 100;
const ACROSS = 20;
const SIDE = 16;

/** Each square is a unit sold: full ones were there, crossed ones never were. */
function oversoldPicture({ load, oversold }: Cell): Html {
  const promised = load.units + oversold;
  const each = Math.max(1, Math.ceil(promised / SQUARES));
  const squares = Math.ceil(promised / each);
  const real = Math.round(load.units / each);
  const finding = `Without a guard, ${plural(load.units, 'unit')} became ${count(promised)}: ${plural(oversold, 'buyer')} paid for nothing.`;
  const place = (at: number) =>
    `translate(${px(2 + (at % ACROSS) * SIDE)},${px(2 + Math.floor(at / ACROSS) * SIDE)})`;

  return markup`<figure class="oversold" id="oversold">
${drawingOf(
  {
    id: 'oversold-picture',
    title: finding,
    description: `${count(squares)} squares, each ${plural(each, 'unit')} sold. ${count(real)} are full: those units were there. The others are crossed: they were sold and were not there.`,
    width: ACROSS * SIDE + 4,
    height: Math.ceil(squares / ACROSS) * SIDE + 4,
  },
  Array.from({ length: squares }, (_, at) =>
    at < real
      ? markup`<path class="real" transform="${place(at)}" d="M1,1H14V14H1Z"/>`
      : markup`<path class="ghost" transform="${place(at)}" d="M1.5,1.5H13.5V13.5H1.5ZM4,4L11,11M11,4L4,11"/>`,
  ),
)}<figcaption><strong>${finding}</strong> That is <em>oversold</em>: selling what is not there. (Row <code>none</code>; ${each === 1 ? 'a square is a unit sold' : `a square is ${count(each)} units sold`}, crossed where it was not there.)</figcaption>
</figure>`;
}

function umbrellas(): Html {
  return markup`<section class="umbrellas" aria-label="The guards as umbrellas">
<div class="cards">
<div class="card">${house()}<h2>Optimistic</h2><p><strong>Leave the umbrella at home; fetch it when it rains.</strong> Read the stock, and write only if nobody wrote in between. Else start over. Free on dry days; in a downpour you keep running home.</p></div>
<div class="card">${sunAndUmbrella()}<h2>Pessimistic</h2><p><strong>Carry the umbrella every day.</strong> Lock the stock, look, write, unlock. Never surprised; but you carry it in the sun too, and everybody else waits for you.</p></div>
<div class="card">${turnstile()}<h2>Conditional</h2><p><strong>A turnstile at the shop’s door.</strong> “Take one if one is left” is a single step inside the database. It lets through as many as there are units, and nobody holds anything.</p></div>
</div>
<p class="aside">The rest are kin of the turnstile. <strong>Transaction</strong>: it stamps the order in the same turn. <strong>Sharded</strong>: several turnstiles, each with a share of the units. <strong>Combined</strong>: one clerk goes through for everyone who waits. <strong>Cached</strong>: a doorman with a tally who may turn people away, never let them in. Any of them may hang out a <strong>sold-out memory</strong>: a sign on the door that is believed for a second at most.</p>
</section>
`;
}

function answerOf(document: LabDocument): Html | undefined {
  const sentences = answers(document);
  if (sentences.length === 0) return undefined;
  return markup`<section class="answer-box" aria-labelledby="answer">
<h2 id="answer">The answer</h2>
<ol>${sentences.map((sentence) => markup`<li>${sentence}</li>`)}</ol>
<p><a href="#which">Which guard should I use?</a></p>
</section>
`;
}
