/** Whether an event fits a pattern, as EventBridge rules and filters of event source mappings have it. */
export type Fits = (event: unknown) => boolean;

/**
 * Reads a pattern: each field lists what it may be, a text or number as it is, or `prefix`, `exists` or `anything-but`.
 * @throws Error that names a comparison which is not offered here
 */
export function readPattern(pattern: unknown): Fits {
  if (Array.isArray(pattern)) {
    const matchers = pattern.map(readMatcher);
    return (value) =>
      matchers.some((matches) => (Array.isArray(value) && value.some(matches)) || matches(value));
  }
  if (!isRecord(pattern))
    throw new Error(`an event pattern must be made of fields and lists, got ${JSON.stringify(pattern)}`);
  const fields = Object.entries(pattern).map(([name, inner]) => [name, readPattern(inner)] as const);
  return (value) => fields.every(([name, fits]) => fits(isRecord(value) ? value[name] : undefined));
}

/** Reads the filters of a mapping: an event that fits one of them is delivered; without filters all are. */
export function readFilters(
  criteria: { readonly Filters?: readonly { readonly Pattern?: string }[] } | undefined,
): Fits {
  const filters = (criteria?.Filters ?? []).map(({ Pattern = '{}' }) => readPattern(JSON.parse(Pattern)));
  return (event) => filters.length === 0 || filters.some((fits) => fits(event));
}

function readMatcher(wanted: unknown): Fits {
  if (!isRecord(wanted)) return (value) => value === wanted;
  const [[comparison, operand] = ['']] = Object.entries(wanted);
  switch (comparison) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(String(operand));
    case 'exists':
      return (value) => (value !== undefined) === operand;
    case 'anything-but': {
      const unwanted: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
      return (value) => value !== undefined && !unwanted.includes(value);
    }
    default:
      throw new Error(`the local run does not do "${comparison}" in an event pattern`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
