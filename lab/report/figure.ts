import { markup, type Html, type Piece } from '../../lambda/http/markup';
import { tableOf, type Table } from './table';

export interface Figure {
  readonly id: string;
  /** What the picture shows, as a sentence. */
  readonly finding: string;
  /** How to read it, where that is not plain. */
  readonly howToRead?: Piece | false;
  readonly picture: Piece;
  readonly table: Table;
}

/** A picture under the sentence that it proves, its numbers folded away below it. */
export function figureOf({ id, finding, howToRead, picture, table }: Figure): Html {
  return markup`<figure id="${id}">
<figcaption>
<h3>${finding}</h3>
${howToRead && markup`<p class="how">${howToRead}</p>`}
</figcaption>
${picture}
<details>
<summary>The numbers of this chart</summary>
${tableOf(table)}
</details>
</figure>
`;
}

/** Pictures beside each other where there is room, below each other where not. */
export function pair(...pictures: readonly Piece[]): Html {
  return markup`<div class="pair">${pictures.map((picture) => markup`<div>${picture}</div>`)}</div>`;
}
