import type { Run } from '../../infra/local/workflows/run.ts';

/** What is known of an execution that nobody has begun yet. */
export const notBegun = () =>
  ({
    status: 'RUNNING',
    cursor: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    stoppedAt: undefined,
    attempts: 0,
    lastEvent: 0,
    news: [],
    call: false,
  }) satisfies Partial<Run>;
