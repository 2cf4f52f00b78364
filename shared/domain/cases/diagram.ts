import { type CaseType, nextStatuses } from './type.ts';

/** The table of states of a kind as a Mermaid state diagram for the documentation. `opened`: what opens such a case. */
export function transitionDiagram(type: CaseType, opened: string): string {
  const [first, ...others] = Object.keys(type.statuses);
  const lines = [first, ...others].flatMap((from = '') => {
    const byTarget = new Map<string, string[]>();
    for (const act of Object.keys(type.transitions[from] ?? {})) {
      for (const to of nextStatuses(type, from, act))
        if (to !== from) byTarget.set(to, [...(byTarget.get(to) ?? []), act]);
    }
    return [...byTarget].map(([to, acts]) => `  ${from} --> ${to}: ${acts.join(', ')}`);
  });
  return ['stateDiagram-v2', `  [*] --> ${first}: ${opened}`, ...lines].join('\n');
}
