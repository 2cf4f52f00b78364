import type { Defect } from './bundle.ts';
import type { Invariant } from './invariants/checks.ts';

/** A defect that a programmer could have made, and the invariants of which one must notice it. */
export interface Planted extends Defect {
  readonly what: string;
  readonly noticed: readonly Invariant[];
}

export const PLANTED: readonly Planted[] = [
  {
    what: 'a claim is answered before it is known to be recorded',
    file: 'functions/claims/open-claim.ts',
    find: 'const result = await openCase(',
    put: "const result: string = 'ok'; void openCase(",
    noticed: ['recorded'],
  },
  {
    what: 'a used idempotency key is not kept',
    file: 'functions/claims/open-claim.ts',
    find: 'const more = once === undefined ? []',
    put: 'const more = true ? []',
    noticed: ['recorded', 'replayed'],
  },
  {
    what: 'a replay answers with the case as it is now, not as it was answered first',
    file: 'functions/claims/open-claim.ts',
    find: 'opened(asOpened(file.state.body, receivedOn)',
    put: 'opened(file.state.body',
    noticed: ['replayed'],
  },
  {
    what: 'a commit whose answer was lost is taken for a conflict',
    file: 'shared/records/attempts.ts',
    find: "unknown ||= trouble.kind === 'unknown';",
    put: '',
    noticed: ['recorded', 'replayed', 'armed'],
  },
  {
    what: 'the revision of an act is not compared',
    file: 'functions/claims/act.ts',
    find: 'if (revision !== asked.body.revision)',
    put: 'if (revision < asked.body.revision)',
    noticed: ['revision', 'recorded'],
  },
  {
    what: 'a step goes on by old gaps when dates have moved',
    file: 'shared/domain/cases/plan.ts',
    find: "if (isOutdated(state)) return { kind: 'early' };",
    put: '',
    noticed: ['armed', 'punctual'],
  },
  {
    what: 'a lost timer is not replaced',
    file: 'functions/outbox/dispatch.ts',
    find: "    case 'watch':\n      return watch(file, at, deps);",
    put: "    case 'watch':\n      return 'later';",
    noticed: ['punctual'],
  },
  {
    what: 'the sweep of cases finds nothing',
    file: 'functions/outbox/sweep.ts',
    find: "deps.records.listTodo('case',",
    put: "deps.records.listTodo('cases',",
    noticed: ['punctual', 'drained', 'armed'],
  },
  {
    what: 'a decision does not end the waiting',
    file: 'shared/domain/claims/acts.ts',
    find: "return waited ? { ...ends, todo: { why: 'resume', at } } : ends;",
    put: 'return { ...ends, todo: null };',
    noticed: ['resumed'],
  },
  {
    what: 'a returned case is missing from the list of what is due',
    file: 'shared/records/case-file.ts',
    find: "  'unconfirmed',\n  'returned',\n]);",
    put: "  'unconfirmed',\n]);",
    noticed: ['overdue'],
  },
  {
    what: 'the flag of a consumer adds a clock and forgets the day of the case',
    file: 'shared/domain/claims/acts.ts',
    find: 'recounted({ ...body, consumer: command.on }, clocks)',
    put: '{ ...body, consumer: command.on, clocks, passed: [] }',
    noticed: ['deadlines'],
  },
  {
    what: 'a receipt date is corrected without a letter',
    file: 'shared/domain/claims/acts.ts',
    find: "letters: [letter(asking, 'claim-corrected', corrected)],",
    put: 'letters: [],',
    noticed: ['moved'],
  },
  {
    what: 'a bounce reopens a closed case without its event',
    file: 'shared/domain/claims/letters.ts',
    find: "events: [...events, { type: 'reopened', by: 'system', data: { sentInTime } }],",
    put: 'events,',
    noticed: ['lawful'],
  },
  {
    what: 'any letter that arrives closes the answered case',
    file: 'shared/domain/claims/letters.ts',
    find: 'const status = isAnswer(state.body, letter) ?',
    put: 'const status = true ?',
    noticed: ['inTime'],
  },
  {
    what: 'clocks are settled by the day of the delivery',
    file: 'shared/domain/claims/letters.ts',
    find: 'settleClocks(body.clocks, localDate(at, REGIME_ZONE))',
    put: 'settleClocks(body.clocks, localDate(at + 12 * 86_400_000, REGIME_ZONE))',
    noticed: ['inTime'],
  },
  {
    what: 'an attempt is taken for dead while it goes on',
    file: 'shared/domain/letters/timing.ts',
    find: 'export const LEASE_MS = 15 * MINUTE;',
    put: 'export const LEASE_MS = 0;',
    noticed: ['letters'],
  },
  {
    what: 'a legal letter whose outcome is unknown is given up',
    file: 'shared/domain/letters/state.ts',
    find: "return body.delivery === 'at-least-once'\n        ? { ...state, body }",
    put: 'return false\n        ? { ...state, body }',
    noticed: ['letters'],
  },
  {
    what: 'an answer is written from other words than the frozen ones',
    file: 'shared/letters/requester-content.ts',
    find: 'answer: { outcome: about.outcome, text,',
    put: "answer: { outcome: about.outcome, text: 'Ответ.',",
    noticed: ['frozen'],
  },
  {
    what: 'the events of a change are left out',
    file: 'shared/records/case-file.ts',
    find: 'const chapters = chapter.events.length === 0 ? [] : [chapter];',
    put: 'const chapters: (typeof chapter)[] = [];',
    noticed: ['revision', 'audit', 'moved', 'recorded'],
  },
  {
    what: 'nobody waits for the news of an answer',
    file: 'shared/domain/letters/state.ts',
    find: "body.to === 'requester' && body.delivery === 'at-least-once';",
    put: 'body.id === "";',
    noticed: ['drained'],
  },
  {
    what: 'opening a claim costs far more than it must',
    file: 'shared/domain/claims/open.ts',
    find: '      letters: [\n',
    put: "      letters: [\n        ...[1, 2, 3].map(() => ({ id: newId(), kind: 'case-due' as const, to: 'team' as const })),\n",
    noticed: ['budget'],
  },
];
