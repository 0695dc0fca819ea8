import { parseFaults } from './dynamodb/faults';
import { UsageError } from './options';
import { runLocal, type LocalOptions, type LocalRun } from './run';
import { whatToTry } from './what-to-try';

interface Asked extends LocalOptions {
  readonly seed: 'demo' | 'none';
  readonly 'dynamodb-port': number;
  readonly 'sqs-port': number;
  readonly 'hold-deadlines': boolean;
}

/** Starts a run and says where it is. @throws UsageError, Refusal */
export async function runAndTell(asked: Asked, say: (line: string) => void): Promise<LocalRun> {
  assertFaults(asked.faults);
  const run = await runLocal({
    ...asked,
    dynamodbPort: asked['dynamodb-port'],
    sqsPort: asked['sqs-port'],
    holdDeadlines: asked['hold-deadlines'],
  });

  say(`ready ${run.url}`);
  say(`dynamodb ${run.dynamodbUrl}`);
  say(`sqs ${run.sqsUrl}`);
  say(whatToTry(run, asked.seed));
  return run;
}

function assertFaults(faults: string | undefined): void {
  try {
    if (faults !== undefined) parseFaults(faults);
  } catch (error) {
    throw new UsageError(`--faults: ${(error as Error).message}`, { cause: error });
  }
}
