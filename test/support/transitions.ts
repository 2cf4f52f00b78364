/** State transitions as they are billed: each state entered, and each retry. */
export function countTransitions(types: readonly string[]): number {
  const entered = types.filter((type) => type.endsWith('StateEntered')).length;
  const scheduled = types.filter((type) => type === 'TaskScheduled').length;
  const tasks = types.filter((type) => type === 'TaskStateEntered').length;
  return entered + Math.max(0, scheduled - tasks);
}
