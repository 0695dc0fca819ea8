/** Which of a batch a function did not finish: none, these, or (where its answer cannot be understood) all. */
export type Unfinished = ReadonlySet<string> | 'all';

interface BatchAnswer {
  readonly batchItemFailures?: readonly ({ readonly itemIdentifier?: unknown } | null)[] | null;
}

/**
 * Reads the answer of a function that reports failures item by item. As on AWS, an identifier that is empty or not in the batch
 * means the whole batch, and so does anything that is not a list; no answer at all means success.
 */
export function unfinishedOf(answer: unknown, ids: readonly string[]): Unfinished {
  const { batchItemFailures } = (answer ?? {}) as BatchAnswer;
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return 'all';

  const failed = new Set(
    batchItemFailures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier),
  );
  const known = new Set<unknown>(ids);
  return [...failed].every((id) => known.has(id)) ? (failed as Set<string>) : 'all';
}
