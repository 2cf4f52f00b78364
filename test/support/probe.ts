import * as z from 'zod/mini';
import type { BundleKinds } from '../../functions/desk/pages/bundle-kind.ts';
import { BUNDLE_KINDS } from '../../functions/desk/pages/bundle-kinds.ts';
import { ACTS } from '../../shared/api/acts.ts';
import { commonView } from '../../shared/api/case-view.ts';
import { KINDS, type Kinds } from '../../shared/api/kinds/table.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { type Change, change } from '../../shared/domain/cases/change.ts';
import { datesOf, startClock } from '../../shared/domain/cases/clocks.ts';
import { closed, ended, plain } from '../../shared/domain/cases/doing.ts';
import { type Acts, caseType } from '../../shared/domain/cases/type.ts';
import { typedRows } from '../../shared/domain/cases/typed.ts';
import type { MilestoneSpec } from '../../shared/domain/milestone-names.ts';
import { accept } from '../../shared/domain/result.ts';
import type { DeskKinds } from '../../shared/http/pages/desk/kinds/desk-kind.ts';
import type { PageKind, PageKinds } from '../../shared/http/pages/kinds/page-kind.ts';
import { PAGE_KINDS } from '../../shared/http/pages/kinds/table.ts';

/** Every morning of the last days, and the end: thirteen. */
const DAILY: readonly MilestoneSpec[] = [
  ...Array.from({ length: 12 }, (_, index): MilestoneSpec => {
    const before = 11 - index;
    return {
      name: `day-${before}`,
      before,
      unit: 'days',
      tells: [{ kind: 'case-reminder', to: 'in-charge' }],
    };
  }),
  { name: 'overdue', before: 0, unit: 'hours', tells: [{ kind: 'case-overdue', to: 'officers' }] },
];

type ProbeCommand =
  | { readonly act: 'notify'; readonly at?: string }
  | { readonly act: 'correct' }
  | { readonly act: 'close' };

const PROBE_ACTS: Acts<ProbeCommand> = {
  notify: {
    event: 'authority-notified',
    decide: (doing, { at }) =>
      accept({ ...plain(doing, doing.moved), ...(at === undefined ? {} : { done: at }) }),
  },
  correct: { event: 'data-corrected', decide: (doing) => accept(plain(doing, doing.moved)) },
  close: {
    event: 'closed',
    decide: (doing) => accept(ended(doing, plain(doing, closed(doing.moved, doing.asking.at)))),
  },
};

/**
 * A toy kind of case: two states, acts of its own, nobody who wrote, nothing typed; three clocks – one of hours – that three
 * acts meet, with thirty milestones.
 */
export const PROBE = caseType({
  kind: 'probe',
  statuses: {
    running: { runs: true, owed: 'answer', listed: true, witness: 'opened', tone: 'calm' },
    over: { runs: false, listed: false, witness: 'closed', tone: 'good' },
  },
  transitions: {
    running: { assign: 'running', note: 'running', notify: 'running', correct: 'running', close: 'over' },
    over: { note: 'over' },
  },
  own: z.object({ depth: z.number() }),
  typed: { depths: { label: { ru: 'Глубина', en: 'Depth' }, lines: 'one', most: 20 } },
  clocks: {
    // Nothing ends it but the notice: the case does not close before.
    notify: { rule: 'ru-breach-first', metBy: ['authority-notified'] },
    correct: {
      rule: 'ru-correct',
      metBy: ['data-corrected'],
      stoppedBy: ['closed'],
      milestones: DAILY,
    },
    destroy: { rule: 'ru-withdrawal-destroy', metBy: ['closed'], milestones: DAILY },
  },
  acts: PROBE_ACTS,
  events: ['authority-notified', 'data-corrected'],
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
      notify: {
        roles: ['officer'],
        body: z.strictObject({ revision: z.int() }),
        summary: 'Notice of a probe',
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

/** The words of the toy and its few particulars, as pages show them. */
const PROBE_PAGE: PageKind = {
  type: PROBE,
  names: {
    ru: { states: { running: 'Идёт', over: 'Кончилась' }, acts: { notify: 'Уведомить', close: 'Закрыть' } },
    en: { states: { running: 'Running', over: 'Over' }, acts: { notify: 'Notify', close: 'Close' } },
  },
  words: {
    ru: {
      kind: 'Проба',
      events: { 'authority-notified': 'Орган уведомлён', 'data-corrected': 'Исправлено' },
      reasons: {},
      clocks: { destroy: 'До дна' },
      received: 'Взята',
    },
    en: {
      kind: 'Probe',
      events: { 'authority-notified': 'Authority notified', 'data-corrected': 'Corrected' },
      reasons: {},
      clocks: { destroy: 'To the bottom' },
      received: 'Taken',
    },
  },
};
export const PAGES_WITH_PROBE: PageKinds = { ...PAGE_KINDS, probe: PROBE_PAGE };

/** What the desk shows of it, and how it asks for its acts. */
export const DESK_WITH_PROBE: DeskKinds = {
  probe: {
    acts: {
      ru: {
        buttons: { notify: 'Уведомлён', close: 'Закрыть пробу' },
        about: { notify: 'Сначала это.', close: 'Потом это.' },
      },
      en: {
        buttons: { notify: 'Notified', close: 'Close the probe' },
        about: { notify: 'This first.', close: 'Then this.' },
      },
    },
    order: ['notify', 'close'],
    grave: ['close'],
    fields: { about: ({ context: { language } }) => ({ label: language === 'ru' ? 'О чём' : 'About' }) },
    facts: (_, language) => [[language === 'ru' ? 'Снаряд' : 'Gear', 'лот']],
  },
};

/** What its file has beside that of every case. */
export const FILES_WITH_PROBE: BundleKinds = {
  ...BUNDLE_KINDS,
  probe: {
    page: PROBE_PAGE,
    files: ({ body, personal }) => [
      ['probe.txt', typedRows(PROBE.typed, personal, body.language).join('\n')],
    ],
    sections: ({ body }) => [{ title: 'Проба', body: body.reference }],
  },
};

/** What is told of a case of any of them. */
export const PROBE_VIEW = z.object({ ...commonView.shape });

/** Opens a probe at an instant (epoch ms). */
export function openProbe(reference: string, at: number): Change {
  const openedAt = new Date(at).toISOString();
  const clocks = Object.keys(PROBE.clocks).map((id) => startClock(PROBE.clocks, id, openedAt));
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
    events: 0,
    own: { depth: 3 },
  };
  return change(body, {
    todo: { why: 'start', at: openedAt },
    events: [{ type: 'opened', by: 'system', revision: 1, data: { kind: 'probe' } }],
  });
}
