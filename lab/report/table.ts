import { markup, type Html, type Piece } from '../../lambda/http/markup';

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first of each row is its heading. */
  readonly rows: readonly (readonly Piece[])[];
}

/** A table that scrolls in its own box where the page is narrow. */
export function tableOf({ caption, columns, rows }: Table): Html {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(rowOf)}</tbody>
</table>
</div>
`;
}

function rowOf([heading, ...cells]: readonly Piece[]): Html {
  return markup`<tr><th scope="row">${heading}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
}
