/** HTML that is safe to send: made by {@link markup} or vouched for by {@link raw}. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template. */
export type Piece = Html | string | number | false | undefined | readonly Piece[];

/**
 * A template in which every value is escaped, but HTML itself; lists are joined, what is absent or false is left out.
 * Not named html, since formatters rewrite templates of that name.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { html: parts.reduce((page, part, at) => page + textOf(values[at - 1]) + part) };
}

/** Text that is HTML already. Never for text from outside. */
export function raw(text: string): Html {
  return { html: text };
}

function textOf(value: Piece): string {
  if (value === undefined || value === false) return '';
  if (isList(value)) return value.map(textOf).join('');
  if (typeof value === 'object') return value.html;
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function isList(value: Piece): value is readonly Piece[] {
  return Array.isArray(value);
}
