import { beforeEach, describe, expect, test } from 'vitest';
import { type DispatchDeps, dispatchCase } from '../../../functions/cases/dispatch.ts';
import { openStep, waitStep } from '../../../functions/cases/steps.ts';
import { decideAct } from '../../../shared/domain/cases/decide.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import { WAIT_NAMES } from '../../../shared/domain/workflow-payloads.ts';
import { commitCase, lettersOf, openCase, readCase } from '../../../shared/records/case-file.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { newReference } from '../../../shared/records/references.ts';
import { openWait } from '../../../shared/records/waits.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import type { Workflows } from '../../../shared/workflows/step-functions.ts';
import { SECRETS } from '../../support/http-door.ts';
import { openProbe, PROBE, WITH_PROBE } from '../../support/probe.ts';
import { officer } from '../domain/builders.ts';
import { seeded } from '../records/builders.ts';

/** Wednesday 25 November 2026, 14:03:20 in Moscow. */
const FOUND = Date.parse('2026-11-25T11:03:20.000Z');

/** An engine in virtual time: it waits as it was told, and goes on when a token is resumed or its time is over. */
class Engine implements Workflows {
  readonly started: string[] = [];
  readonly resumed: string[] = [];
  start: Workflows['start'] = async (kind, reference, n) => {
    this.started.push(`${kind} ${reference}-${n}`);
    return 'started';
  };
  resume: Workflows['resume'] = async (token, how) => {
    this.resumed.push(`${token} ${how}`);
    return 'resumed';
  };
  isRunning = async () => true;
}

let engine: Engine;
let deps: DispatchDeps & { readonly newId: () => string };
let reference: string;

beforeEach(async () => {
  engine = new Engine();
  let ids = 0;
  deps = {
    ...{ records: new MemoryRecords(), wrapper: memoryWrapper(), secrets: SECRETS, workflows: engine },
    newId: () => `id-${++ids}`,
    types: WITH_PROBE.types,
  };
  reference = newReference('2026', seeded('probe-steps'));
  expect(await openCase(deps, { made: openProbe(reference, FOUND) }, FOUND)).toBe('ok');
});

const EXECUTION = 'arn:aws:states:eu-central-1:1:execution:local-probes:X-1';
const iso = (at: number) => new Date(at).toISOString();
const file = async () => (await readCase(deps, reference, FOUND)) ?? expect.fail('no case');

/** One execution from `at` on, until `end` or its last wait; each step is the door's own, on what is stored. */
async function run(at: number, end = Number.POSITIVE_INFINITY): Promise<number> {
  const step = { input: { case: reference }, execution: EXECUTION };
  let now = at;
  for (;;) {
    const { waits } = await openStep({ step: 'open', ...step, at: iso(now) }, deps);
    for (const name of WAIT_NAMES) {
      const planned = waits[name];
      if (planned === undefined) return now;
      const token = `${name} ${planned.from}`;
      if ((await waitStep({ step: 'wait', ...step, planned, at: iso(now), token }, deps)) !== 'acted')
        return now;
      if (planned.until === undefined) return now;
      now = Date.parse(planned.until);
      if (now > end) return end;
    }
  }
}

const milestones = async () =>
  (await readChain(deps.records, reference)).flatMap(({ body: { type, data } }) =>
    type === 'milestone' ? String(data?.['clocks']).split(',') : [],
  );

describe('the milestones of a kind that is an entry in the tables, on what is stored (issue 9, 6)', () => {
  test('K6, K3: its workflow is started by its kind, and each milestone of each clock acts once, at its instant', async () => {
    await dispatchCase(reference, FOUND, deps);
    expect(engine.started).toEqual([`probe ${reference}-1`]);
    const coming = milestonesOf((await file()).state).filter((one) => one.at > FOUND);
    await run(FOUND);
    const told = await milestones();
    expect(told.slice(-coming.length)).toEqual(coming.map(({ clock, name }) => `${clock.id}:${name}`));
    const { state } = await file();
    expect(state.body.clocks.map(({ passed }) => passed.length)).toEqual([4, 13, 13]);
    expect(state.body.execution).toBe(EXECUTION);
  });

  test('K3: begun late, the latest milestone of each clock acts at once, told by one event that the ledger takes', async () => {
    await run(Date.parse('2026-12-23T12:00:00Z'), Date.parse('2026-12-23T13:00:00Z'));
    const told = (await milestones()).map((one) => one.split(':')[0]);
    expect(told.toSorted()).toEqual(['correct', 'destroy', 'notify']);
  });

  test('B1: reminders of a clock of hours name it, and go to who is in charge', async () => {
    await run(FOUND, FOUND + 13 * 3_600_000);
    const letters = await lettersOf(deps, reference);
    expect(letters.at(-1)).toMatchObject({
      ...{ kind: 'case-reminder', to: 'team', at: iso(FOUND + 12 * 3_600_000) },
      data: { clock: 'notify', milestone: 'hours-12' },
    });
  });

  test('K3: an act meets its clock, whose milestones come no more; the end of the case resumes the wait by its token', async () => {
    const now = await run(FOUND, FOUND + 13 * 3_600_000);
    for (const [act, after] of [
      ['notify', 0],
      ['close', 1],
    ] as const) {
      const before = await file();
      const made = decideAct(before.state, { act }, officer(iso(now + after)));
      if (!made.ok) expect.fail(made.refusal.code);
      expect(await commitCase(deps, before, made.value, now + after)).toBe('ok');
      if (act === 'notify') await run(now, now + 20 * 3_600_000);
    }
    expect((await milestones()).filter((told) => told.startsWith('notify'))).toHaveLength(1);
    const tokens = await openWait(deps, reference, now);
    expect(await dispatchCase(reference, now + 1, deps)).toBe('resumed');
    expect(engine.resumed).toContain(`${tokens[0]} decided`);
    const { state, stored } = await file();
    expect([state.body.status, state.todo, stored.item.due?.group]).toEqual(['over', undefined, 'closed']);
    expect(state.body.clocks.map(({ id, state: stands }) => [id, stands])).toEqual(
      Object.keys(PROBE.clocks).map((id) => [id, id === 'correct' ? 'stopped' : 'met']),
    );
  });
});
