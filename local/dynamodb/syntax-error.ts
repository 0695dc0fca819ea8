interface Parser {
  parse(text: string, options: { readonly context: object }): unknown;
}

interface Token {
  readonly start: number;
  readonly end: number;
}

/** Where a parser stops, as AWS words it: `token: "b", near: "a b ="`, with the tokens on both sides. */
export function nearSyntaxError(text: string, parser: Parser): string {
  const tokens = [...text.matchAll(/[#:]?\w+|<=|>=|<>|\S/g)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const offset = offsetOf(text, parser);
  const at = tokens.findIndex(({ end }) => end > offset);
  const from: Token | undefined = at < 0 ? tokens.at(-1) : tokens[Math.max(0, at - 1)];
  const to = at < 0 ? undefined : (tokens[at + 1] ?? tokens[at]);

  const token = at < 0 ? '<EOF>' : text.slice(tokens[at]?.start, tokens[at]?.end);
  return `token: "${token}", near: "${text.slice(from?.start, to?.end)}"`;
}

function offsetOf(text: string, parser: Parser): number {
  try {
    parser.parse(text, { context: { isReserved: () => false, compare: () => false } });
    return text.length;
  } catch (error) {
    const { location } = error as { readonly location?: { readonly start: { readonly offset: number } } };
    return location?.start.offset ?? 0;
  }
}
