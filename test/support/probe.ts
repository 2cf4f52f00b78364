import * as z from 'zod/mini';
import { ACTS } from '../../shared/api/acts.ts';
import { commonView } from '../../shared/api/case-view.ts';
import { KINDS, type Kinds } from '../../shared/api/kinds/table.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { type Change, change } from '../../shared/domain/cases/change.ts';
import { datesOf, startClock } from '../../shared/domain/cases/clocks.ts';
import { closed, ended, plain } from '../../shared/domain/cases/doing.ts';
import { caseType } from '../../shared/domain/cases/type.ts';
import { accept } from '../../shared/domain/result.ts';

/** A toy kind of case: two states, one act of its own, nobody who wrote, nothing typed. */
const PROBE = caseType({
  kind: 'probe',
  statuses: {
    running: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
    over: { runs: false, listed: false, witness: 'closed', tone: 'good' },
  },
  transitions: {
    running: { assign: 'running', note: 'running', close: 'over' },
    over: { note: 'over' },
  },
  own: z.object({ depth: z.number() }),
  typed: z.object({}),
  acts: {
    close: {
      event: 'closed',
      decide: (doing) => accept(ended(doing, plain(doing, closed(doing.moved, doing)))),
    },
  },
  events: [],
  letters: {},
});

/** The product's kinds and the toy: one entry a layer. */
export const WITH_PROBE: Kinds = {
  types: { ...KINDS.types, probe: PROBE },
  acts: {
    ...KINDS.acts,
    probe: {
      assign: ACTS.claim.assign,
      // Not that of a claim: officers only, and about something.
      note: {
        roles: ['officer'],
        body: z.strictObject({ revision: z.int(), text: z.string(), about: z.string() }),
        summary: 'Note on a probe',
      },
      close: { roles: ['officer'], body: z.strictObject({ revision: z.int() }), summary: 'Close a probe' },
    },
  },
  views: {
    ...KINDS.views,
    probe: {
      own: () => ({}),
      next: ({ status }) => ({ ru: `Проба: ${status}.`, en: `The probe is ${status}.` }),
      shown: [],
      byRequester: [],
      withRequester: [],
    },
  },
};

/** What is told of a case of any of them. */
export const PROBE_VIEW = z.object({ ...commonView.shape });

/** Opens a probe at an instant (epoch ms). */
export function openProbe(reference: string, at: number): Change {
  const openedAt = new Date(at).toISOString();
  const clocks = [startClock('ru-claim-30', openedAt)];
  const body: CaseBody = {
    reference,
    kind: 'probe',
    status: 'running',
    revision: 1,
    language: 'ru',
    channel: 'web',
    openedAt,
    receivedAt: openedAt,
    clocks,
    ...datesOf(clocks),
    executions: 0,
    passed: [],
    events: 0,
    own: { depth: 3 },
  };
  return change(body, {
    todo: { why: 'start', at: openedAt },
    events: [{ type: 'opened', by: 'system', revision: 1, data: { kind: 'probe' } }],
  });
}
