/** Something that runs until it is told to stop. */
export interface Running {
  /** Takes on nothing new and waits for what is in work. */
  readonly stop: () => Promise<void>;
}

/** Whether a function answers with the items of a batch that it did not finish. */
export function reportsItems({
  FunctionResponseTypes = [],
}: {
  readonly FunctionResponseTypes?: readonly string[];
}): boolean {
  return FunctionResponseTypes.includes('ReportBatchItemFailures');
}
