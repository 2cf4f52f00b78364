import type { DataOf, KindsWith } from '../../shared/domain/letters/kinds.ts';
import { MILESTONE_NAMES, type MilestoneName } from '../../shared/domain/milestone-names.ts';
import { approvalDue } from '../../shared/domain/requests/approve-by.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import type { StaffFacts } from '../../shared/letters/content.ts';
import { dueDigest } from '../../shared/letters/due-digest.ts';
import {
  actsUrl,
  approvalUrl,
  deskUrl,
  erasureUrl,
  keysUrl,
  staffFacts,
} from '../../shared/letters/facts.ts';
import { letter, type Maker } from '../../shared/letters/maker.ts';
import { actsUnsigned } from '../../shared/letters/templates/acts-unsigned.ts';
import {
  caseDue,
  caseEscalation,
  caseOverdue,
  caseReminder,
  caseReturned,
  caseUnconfirmed,
  otherSilent,
  requestHanded,
} from '../../shared/letters/templates/case-task.ts';
import { deskDigest } from '../../shared/letters/templates/desk-digest.ts';
import { erasedList } from '../../shared/letters/templates/erased-list.ts';
import {
  erasureApproval,
  erasureCancelled,
  erasureLate,
} from '../../shared/letters/templates/erasure-task.ts';
import { ledgerRoot } from '../../shared/letters/templates/ledger-root.ts';
import { lettersHeld } from '../../shared/letters/templates/letters-held.ts';
import type { Template } from '../../shared/letters/templates/template.ts';
import { actsToSign, signBy } from '../../shared/records/acts.ts';
import type { CaseFile } from '../../shared/records/case-file.ts';
import { casesThatWait } from '../../shared/records/held-letters.ts';
import { linkToken } from '../../shared/records/links.ts';
import type { LetterDeps } from './deps.ts';

export type StaffKind = KindsWith<{ readonly reader: 'staff' }>;

/** What letters to staff are made from: what the letter carries, and its case, if it is about one. */
interface StaffRead<K extends StaffKind> {
  readonly data: DataOf<K>;
  readonly file: CaseFile | undefined;
  readonly at: number;
  readonly deps: LetterDeps;
}

/** Cases that a letter about held letters names; the desk's list has all. */
const MOST_LISTED = 20;

/** Id of the clock that a letter names, if its kind may name one. */
const clockIn = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'clock' in data ? data.clock : undefined;

/** A letter about one case: reference and dates only, of the case or of the clock that the letter names. */
const task = <Data, More>(
  template: Template<{ readonly case: StaffFacts } & More>,
  more: (data: Data) => More,
): Maker<{
  readonly data: Data;
  readonly file: CaseFile | undefined;
  readonly deps: LetterDeps;
}> =>
  letter(template, ({ data, file, deps: { settings } }) => {
    if (file === undefined) return undefined;
    const { state } = file;
    const clock = state.body.clocks.find(({ id }) => id === clockIn(data));
    const about = { ...staffFacts(state, settings), ...(clock === undefined ? {} : { clock }) };
    return { case: about, ...more(data) };
  });

const nothingMore = (): Record<never, never> => ({});

/** A milestone that only one kind of case has is told of as the first of all. */
const milestoneOf = ({
  milestone: named,
}: DataOf<'case-reminder'>): { readonly milestone: MilestoneName } => ({
  milestone: MILESTONE_NAMES.find((name) => name === named) ?? 'reminder-10',
});

/** The letter that a task is about. */
const letterOf = (data: { readonly letter?: 'other' | undefined }) =>
  ({ letter: data.letter ?? 'answer' }) as const;

/** What letters about a destruction say of its case. */
const aboutErasure = <More>(file: CaseFile | undefined, { settings }: LetterDeps, more: More) => {
  const reference = file?.state.body.reference;
  return reference === undefined
    ? undefined
    : { reference, deskUrl: erasureUrl(settings, reference), ...more };
};

/** Letters to staff: a kind that is missing here does not compile. */
export const TO_STAFF: { readonly [K in StaffKind]: Maker<StaffRead<K>> } = {
  'case-reminder': task(caseReminder, milestoneOf),
  'case-escalation': task(caseEscalation, nothingMore),
  'case-due': task(caseDue, nothingMore),
  'case-overdue': task(caseOverdue, nothingMore),
  'case-returned': task(caseReturned, (data: DataOf<'case-returned'>) => ({
    ...letterOf(data),
    stopped: data.stopped === true,
  })),
  'case-unconfirmed': task(caseUnconfirmed, letterOf),
  'request-handed': task(requestHanded, ({ why }: DataOf<'request-handed'>) => ({ why })),
  'erasure-approval': letter(erasureApproval, ({ file, deps: { secrets, settings } }) => {
    const body = file?.state.body;
    const asked = body?.kind === 'request' ? body.own.erasure?.asked : undefined;
    if (body === undefined || asked === undefined) return undefined;
    const { reference } = body;
    const token = linkToken(secrets, 'approve-erasure', { ...asked, expires: asked.until });
    const by = approvalDue(body);
    const url = approvalUrl(settings, reference, token);
    return { reference, url, until: asked.until, ...(by === undefined ? {} : { by }) };
  }),
  'erasure-late': letter(erasureLate, ({ data: { by }, file, deps }) => aboutErasure(file, deps, { by })),
  'erasure-cancelled': letter(erasureCancelled, ({ data: { why }, file, deps }) =>
    aboutErasure(file, deps, { why }),
  ),
  'other-silent': task(otherSilent, nothingMore),
  'desk-digest': letter(deskDigest, async ({ data: { day }, at, deps }) => {
    const due = await dueDigest(deps, day, at);
    const empty = due.overdue.length + due.today.length === 0;
    return empty ? undefined : { day, ...due, deskUrl: deskUrl(deps.settings) };
  }),
  'letters-held': letter(lettersHeld, async ({ at, deps: { records, settings } }) => {
    const waiting = await casesThatWait(records, MOST_LISTED, at);
    return waiting.references.length === 0 ? undefined : { ...waiting, deskUrl: deskUrl(settings) };
  }),
  'acts-unsigned': letter(actsUnsigned, async ({ at, deps: { records, settings } }) => {
    const { acts, more } = await actsToSign(records, at, MOST_LISTED);
    const lines = acts.map((line) => ({
      ...{ act: line.act, on: localDate(Date.parse(line.at), REGIME_ZONE), signBy: signBy(line) },
    }));
    return acts.length === 0 ? undefined : { acts: lines, more, actsUrl: actsUrl(settings) };
  }),
  'ledger-root': letter(ledgerRoot, ({ data, deps: { settings } }) => ({
    ...data,
    keysUrl: keysUrl(settings),
  })),
  'erased-list': letter(erasedList, ({ data }) => data),
};
