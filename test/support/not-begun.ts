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
    parent: undefined,
    children: [],
    abandoned: [],
  }) satisfies Partial<Run>;

/** What only charts with a map ask of their surroundings. */
export const WITHOUT_MAPS = {
  newName: (): string => {
    throw new Error('this chart has no map');
  },
  outputsOf: (): readonly [] => [],
} as const;
