import { describe, expect, test } from 'vitest';
import { type DispatchDeps, dispatchCase } from '../../../functions/cases/dispatch.ts';
import { openStep } from '../../../functions/cases/steps.ts';
import { takeClaim } from '../../../functions/claims/open-claim.ts';
import type { Todo } from '../../../shared/domain/cases/change.ts';
import { clearTodo, commitCase, readCase } from '../../../shared/records/case-file.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { systemRandom } from '../../../shared/records/random.ts';
import { waitWrite } from '../../../shared/records/waits.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import type { Workflows } from '../../../shared/workflows/step-functions.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';

/** Monday 23 November 2026, 10:15 in Moscow. */
const AT = Date.parse('2026-11-23T07:15:00Z');
const MINUTE = 60_000;

/** A workflow engine that knows which executions run and which tokens wait. */
class Engine implements Workflows {
  readonly started: string[] = [];
  readonly running = new Set<string>();
  readonly tokens = new Set<string>();
  /** Names of executions that have ended. */
  readonly over = new Set<string>();
  start = async (_kind: string, reference: string, n: number) => {
    const name = `${reference}-${n}`;
    if (this.over.has(name)) return 'exists' as const;
    this.started.push(name);
    return 'started' as const;
  };
  resume = async (token: string) => (this.tokens.delete(token) ? 'resumed' : 'gone') as 'resumed' | 'gone';
  isRunning = async (execution: string) => this.running.has(execution);
}

/** A claim served by a running execution, with an intent. */
async function served(todo: Todo, token?: string) {
  const engine = new Engine();
  const deps: DispatchDeps & { newId: () => string } = {
    ...{ records: new MemoryRecords(), wrapper: memoryWrapper(), secrets: SECRETS, workflows: engine },
    newId: () => Buffer.from(systemRandom(9)).toString('base64url'),
  };
  const request = {
    claimant: { name: 'Анна', email: 'anna@example.org' },
    ...{ facts: 'Карта.', demand: 'Деньги.', language: 'ru' as const },
  };
  const taken = await takeClaim({ request, by: 'requester', marked: false, language: 'ru' }, AT, {
    ...deps,
    ...{ settings: SETTINGS, random: systemRandom },
  });
  if (!taken.ok) throw new Error(taken.refusal.code);
  const { reference } = taken.value;
  const execution = `arn:aws:states:eu-central-1:1:execution:claims:${reference}-1`;
  engine.running.add(execution);
  await openStep(
    { step: 'open', input: { case: reference }, execution, at: new Date(AT).toISOString() },
    deps,
  );
  const read = async () => (await readCase(deps, reference, AT)) ?? Promise.reject(new Error('no case'));
  if (token !== undefined) {
    engine.tokens.add(token);
    const wait = await waitWrite(deps, reference, { token, execution, since: now }, AT);
    const file = await read();
    await commitCase(deps, file, { body: file.state.body, events: [], letters: [], texts: [] }, AT, [wait]);
  }
  await clearTodo(deps, await read(), todo);
  return { deps, engine, reference, execution, todo: async () => (await read()).state.todo };
}

const now = new Date(AT).toISOString();

describe('an intent stands until somebody else looks after the case (found by simulation)', () => {
  test('Q2: an execution that was told to plan anew is watched until it has: it may die on the way', async () => {
    const { deps, reference, todo } = await served({ why: 'replan', at: now }, 'token');
    expect(await dispatchCase(reference, AT, deps)).toBe('replanned');
    expect(await todo()).toEqual({ why: 'watch', at: new Date(AT + 10 * MINUTE).toISOString() });
  });

  test('Q2: an execution between two waits has no token yet: the intent stays, its next step finds it', async () => {
    const { deps, engine, reference, todo } = await served({ why: 'replan', at: now });
    expect(await dispatchCase(reference, AT, deps)).toBe('later');
    expect(await todo()).toEqual({ why: 'replan', at: now });
    expect(engine.started).toEqual([]);
  });

  test('Q2: dates that moved after the execution died start another', async () => {
    const { deps, engine, execution, reference } = await served({ why: 'replan', at: now }, 'token');
    engine.running.delete(execution);
    engine.tokens.clear();
    expect(await dispatchCase(reference, AT, deps)).toBe('started');
    expect(engine.started).toEqual([`${reference}-2`]);
  });

  test('K4, K6: opened again while its execution still waits, that one plans anew and no second is started', async () => {
    const { deps, engine, reference } = await served({ why: 'start', at: now }, 'token');
    expect(await dispatchCase(reference, AT, deps)).toBe('replanned');
    expect(engine.started).toEqual([]);
    expect(engine.tokens.size).toBe(0);
  });

  test('R12: executions that all died before their first step do not leave the case for good: one try an hour', async () => {
    const { deps, engine, execution, reference } = await served({ why: 'start', at: now });
    engine.running.delete(execution);
    for (let n = 2; n <= 6; n += 1) engine.over.add(`${reference}-${n}`);
    await dispatchCase(reference, AT, deps);
    for (const name of engine.started) engine.over.add(name);
    await dispatchCase(reference, AT + 10 * MINUTE, deps);
    await dispatchCase(reference, AT + 60 * MINUTE, deps);
    expect(engine.started).toHaveLength(2);
    expect(new Set(engine.started).size).toBe(2);
  });

  test('K3: of two runs of one step the first may write its token last: the wait is told all the same', async () => {
    const { deps, engine, execution, reference } = await served({ why: 'replan', at: now }, 'awaited');
    const late = { token: 'of the first run', execution, since: now };
    await deps.records.commit([await waitWrite(deps, reference, late, AT)]);
    expect(await dispatchCase(reference, AT, deps)).toBe('replanned');
    expect(engine.tokens.size).toBe(0);
  });
});
