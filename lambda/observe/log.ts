import { Logger } from '@aws-lambda-powertools/logger';
import { correlation } from './correlation';
import { factsOnly, type Facts } from './facts';

/** Where lines go that somebody may want to read. */
export interface Log {
  info(message: string, facts?: Facts): void;
  warn(message: string, facts: Facts): void;
  error(message: string, facts: Facts): void;
}

/** Lines of JSON for CloudWatch Logs, each with what it belongs to. The message is the same for the same event: it holds no values. */
export function openLog(stage: string): Log {
  const logger = new Logger({ serviceName: 'holdfast', persistentKeys: { stage } });
  const lineOf = (facts: Facts) => factsOnly({ ...correlation(), ...facts });

  return {
    info: (message, facts = {}) => logger.info(message, lineOf(facts)),
    warn: (message, facts) => logger.warn(message, lineOf(facts)),
    error: (message, facts) => logger.error(message, lineOf(facts)),
  };
}
