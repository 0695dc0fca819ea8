import { quieten } from './environment';
import { readOptions, UsageError, type Command, type Options, type Values } from './options';

/** A run that failed for a reason the user can mend: the message is one line with the fix, not a bug's stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Where a command's words go: progress beside the result, so that `--json` leaves one document on stdout. */
export interface Output {
  /** One line of progress: on stdout, or on stderr with `--json`. */
  say(line: string): void;
  /** The result: the JSON document with `--json`, else the text (printed when there is any). */
  result(document: unknown, text?: string): void;
}

export function outputFor(asJson: boolean): Output {
  const say = (line: string) => void (asJson ? process.stderr : process.stdout).write(`${line}\n`);
  return {
    say,
    result: (document, text) => {
      if (asJson) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      else if (text) say(text);
    },
  };
}

/**
 * Reads the command line and runs a command; what `run` returns is the exit code.
 * Help goes to stdout (exit code 0), a command line that is not understood is one line on stderr (2), a refusal too (1).
 */
export async function runCommand<O extends Options>(
  command: Command<O>,
  run: (values: Values<O>) => Promise<number>,
): Promise<void> {
  quieten(process.env);
  try {
    const asked = readOptions(command, process.argv.slice(2));
    if (asked.kind === 'help') process.stdout.write(asked.text);
    else process.exitCode = await run(asked.values);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
