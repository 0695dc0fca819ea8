import { createInterface } from 'node:readline/promises';
import { Refusal } from '../local/command';

/**
 * Asks before something is done that costs money.
 * @throws Refusal unless the answer is yes
 */
export async function confirm(question: string, asked: AbortSignal): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: asked });
    if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal('nothing was done');
  } finally {
    terminal.close();
  }
}

/** @throws Refusal where nobody has said yes, nor sits at a terminal to be asked. */
export function assertCanAsk(yes: boolean, isTerminal: boolean): void {
  if (yes || isTerminal) return;

  throw new Refusal('nobody can be asked here: say --yes to deploy without being asked, nothing was done');
}
