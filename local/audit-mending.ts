/** What a person may have done to the books after an audit: it is shown first, and made where that is asked for. */
export interface Mending {
  /** Its part of the JSON document. */
  readonly document: object;
  /** What stands in its way, a line each. */
  readonly notes: readonly string[];
  readonly isEmpty: boolean;
  /** For people: what it would do, or does. */
  text(does: boolean): string;
  /** Makes each part, whatever becomes of the others. Returns what was not done, a line each. */
  make(reason: string): Promise<readonly string[]>;
}

/** A list for people: what it would do, or does. */
export function listed(lines: readonly string[], does: boolean, { doing, would, nothing }: Words): string {
  if (lines.length === 0) return nothing;

  return [does ? `${doing}:` : `would ${would} (add --yes to do it):`, ...lines].join('\n');
}

export interface Words {
  readonly doing: string;
  readonly would: string;
  readonly nothing: string;
}

/** An error that a person at a terminal can do something about is one line; the rest of the work goes on. */
export function lineOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
