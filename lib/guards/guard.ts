import type { Assembly, Resource } from './assembly';

/** A place where a rule does not hold. */
export interface Finding {
  readonly resource: Resource;

  /** What was wanted and what is there, as in `visibility must be 360 s or more, got 30 s`. */
  readonly says: string;
}

/** A rule that every synthesised template must keep. */
export interface Guard {
  readonly id: string;
  readonly promise: string;
  readonly findings: (assembly: Assembly) => readonly Finding[];
}
