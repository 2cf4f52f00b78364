import * as z from 'zod/mini';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { readDigest } from '../../shared/domain/letters/digest.ts';
import { dataOf, type StaffReader } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { isOvertaken } from '../../shared/domain/letters/overtaken.ts';
import { MILESTONE_NAMES } from '../../shared/domain/milestone-names.ts';
import type { Content, StaffFacts } from '../../shared/letters/content.ts';
import { dueDigest } from '../../shared/letters/due-digest.ts';
import { deskUrl, keysUrl, receiptLine, staffFacts } from '../../shared/letters/facts.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import { requesterContent } from '../../shared/letters/requester-content.ts';
import { type CaseFile, type Opened, openContact, readCase } from '../../shared/records/case-file.ts';
import { casesThatWait } from '../../shared/records/held-letters.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { keyFor, storedOf } from '../../shared/records/kinds/kind.ts';
import type { LetterDeps, Preparation } from './deps.ts';
import { codeIn } from './letter-code.ts';
import { staffRecipients } from './recipients.ts';

/** Letters of accounts bring along what is kept and for how long; loaded with the first of them (infra/README.md). */
const ownerLetters = () => import('./prepare-owner.ts');

/** Reads what the letter needs, or says why it is not sent. Throws when the records or the keys do not answer. */
export async function prepare(body: LetterBody, at: number, deps: LetterDeps): Promise<Preparation> {
  switch (body.to) {
    case 'requester':
      return toRequester(body, at, deps);
    case 'owner':
    case 'owner-new':
    case 'owner-old':
      return (await ownerLetters()).prepareOwner(body, body.to, at, deps);
    default:
      return toStaff(body, body.to, at, deps);
  }
}

async function toStaff(
  body: LetterBody,
  to: StaffReader,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const file = body.reference === undefined ? undefined : await readCase(deps, body.reference, at);
  if (file !== undefined && isOvertaken(body, file.state, at))
    return { kind: 'stop', reason: 'case-decided' };
  const content = file === undefined ? await standingContent(body, at, deps) : caseTask(body, file, deps);
  if (content === undefined) return { kind: 'stop', reason: 'nothing-to-say' };
  const recipients = await staffRecipients(to, file?.state.body.assignee, at, deps);
  // Staff read in the language of the deployment, whatever the requester writes in.
  return { kind: 'ready', content, language: deps.settings.language, to: recipients };
}

const returnedLetter = ({ data: { letter } = {} }: LetterBody) => (letter === 'other' ? 'other' : 'answer');

/** Cases that a letter about held letters names; the desk's list has all. */
const MOST_LISTED = 20;

/** The daily letters, from the records as they are now. */
async function standingContent(
  letter: LetterBody,
  at: number,
  deps: LetterDeps,
): Promise<Content | undefined> {
  const { day } = letter.data ?? {};
  if (typeof day !== 'string') return undefined;
  if (letter.kind === 'desk-digest') {
    const due = await dueDigest(deps, day, at);
    const empty = due.overdue.length + due.today.length === 0;
    return empty ? undefined : { kind: letter.kind, day, ...due, deskUrl: deskUrl(deps.settings) };
  }
  if (letter.kind === 'letters-held') {
    const waiting = await casesThatWait(deps.records, MOST_LISTED, at);
    return waiting.references.length === 0
      ? undefined
      : { kind: letter.kind, ...waiting, deskUrl: deskUrl(deps.settings) };
  }
  if (letter.kind !== 'ledger-root') return undefined;
  const root = rootData.safeParse(letter.data);
  return root.success ? { kind: letter.kind, ...root.data, keysUrl: keysUrl(deps.settings) } : undefined;
}

/** The day's root as its letter carries it: this worker may not read the roots themselves (A1). */
const rootData = z.object({
  day: z.string(),
  root: z.string(),
  signed: z.string(),
  keyId: z.string(),
  chains: z.number(),
});

/** The clock that a letter to staff is about, where it names one. */
function clockFacts({ data }: LetterBody, { clocks }: CaseBody): Pick<StaffFacts, 'clock'> {
  const clock = clocks.find(({ id }) => id === data?.['clock']);
  return clock === undefined ? {} : { clock };
}

/** Letters to staff about one case: reference and dates only. */
function caseTask(letter: LetterBody, file: CaseFile, deps: LetterDeps): Content | undefined {
  const { kind } = letter;
  const about = { ...staffFacts(file.state, deps.settings), ...clockFacts(letter, file.state.body) };
  switch (kind) {
    case 'case-reminder': {
      const { milestone: named } = letter.data ?? {};
      const milestone = MILESTONE_NAMES.find((name) => name === named);
      return { kind, case: about, milestone: milestone ?? 'reminder-10' };
    }
    case 'case-returned': {
      const { stopped = false } = letter.data ?? {};
      return { kind, case: about, letter: returnedLetter(letter), stopped: stopped === true };
    }
    case 'case-unconfirmed':
      return { kind, case: about, letter: returnedLetter(letter) };
    case 'case-escalation':
    case 'case-due':
    case 'case-overdue':
      return { kind, case: about };
    default:
      return undefined;
  }
}

async function toRequester(body: LetterBody, at: number, deps: LetterDeps): Promise<Preparation> {
  const digest = body.kind === 'receipts-digest' ? digestIn(body) : undefined;
  const reference = body.reference ?? digest?.references[0];
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const opened = reference === undefined ? undefined : await openContact(deps, reference, 'letter', at);
  const email = opened?.contact?.email;
  if (file === undefined || opened === undefined || email === undefined || !isMailbox(email))
    return { kind: 'stop', reason: 'no-recipient' };
  if (isOvertaken(body, file.state, at)) return { kind: 'stop', reason: 'case-decided' };
  const content = await contentFor(body, file, opened, at, deps);
  if (content === undefined)
    return {
      kind: 'stop',
      reason: body.kind === 'claim-withdrawal-code' ? 'code-expired' : 'nothing-to-say',
    };
  return {
    kind: 'ready',
    content,
    language: body.language,
    to: [email],
    ...(opened.lookup === undefined ? {} : { lookup: opened.lookup }),
  };
}

/** What the letter says: as on paper, and beside that the codes and digests that only go by mail. */
async function contentFor(
  body: LetterBody,
  { state }: CaseFile,
  opened: Opened,
  at: number,
  deps: LetterDeps,
): Promise<Content | undefined> {
  if (body.kind === 'receipts-digest') return digestContent(body, at, deps);
  if (body.kind !== 'claim-withdrawal-code') return requesterContent(body, state.body, opened, deps);
  // A code that has run out, or was followed by another, is not sent: it could only confuse.
  const code = await codeIn(body, at, deps);
  if (code === undefined) return undefined;
  return { kind: body.kind, reference: state.body.reference, ...code };
}

/** The receipts that a digest carries. */
const digestIn = ({ data }: LetterBody) => {
  const carried = dataOf('receipts-digest', data);
  return carried.ok ? readDigest(carried.data) : undefined;
};

async function digestContent(body: LetterBody, at: number, deps: LetterDeps): Promise<Content> {
  const { day, references, count } = digestIn(body) ?? { day: '', references: [], count: 0 };
  const items = await deps.records.getMany(
    references.map((reference) => keyFor(caseKind, reference)),
    at,
  );
  const receipts = items.flatMap((item) =>
    item === undefined ? [] : [receiptLine(storedOf(caseKind, item).body)],
  );
  return { kind: 'receipts-digest', day, receipts, more: Math.max(0, count - receipts.length) };
}
