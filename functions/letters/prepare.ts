import { collectedIn } from '../../shared/domain/letters/digest.ts';
import {
  dataOf,
  factsOf,
  type KindsWith,
  type LetterKind,
  readerIn,
} from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { isOvertaken } from '../../shared/domain/letters/overtaken.ts';
import { provenBy } from '../../shared/domain/requests/proving.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import type { Draft } from '../../shared/letters/maker.ts';
import { isPrinted, printedLetter } from '../../shared/letters/printed-letters.ts';
import { isHashOf } from '../../shared/records/addresses.ts';
import { type CaseFile, type Opened, openContact, readCase } from '../../shared/records/case-file.ts';
import { readBy } from '../../shared/records/letter-reader.ts';
import { proofCodeFor } from '../../shared/records/proof-codes.ts';
import { addressHash } from '../../shared/records/secrets.ts';
import { type LetterDeps, type Preparation, type Prepared, silenceOf } from './deps.ts';
import { MAILED, type MailedKind } from './mailed-letters.ts';
import { staffRecipients } from './recipients.ts';
import { type StaffKind, TO_STAFF } from './staff-letters.ts';

/** Letters of accounts bring along what is kept and for how long; loaded with the first of them (infra/README.md). */
const ownerLetters = () => import('./prepare-owner.ts');

/** Few letters go to others. */
const otherLetters = () => import('./other-letters.ts');

type Reader = ReturnType<typeof factsOf>['reader'];
const isRead = <R extends Reader>(
  kind: LetterKind,
  reader: R,
): kind is Extract<LetterKind, KindsWith<{ readonly reader: R }>> => factsOf(kind).reader === reader;

/** Reads what the letter needs, or says why it is not sent. Throws when the records or the keys do not answer. */
export async function prepare(body: LetterBody, at: number, deps: LetterDeps): Promise<Preparation> {
  const { kind } = body;
  if (isRead(kind, 'staff')) return toStaff(kind, body, at, deps);
  if (isRead(kind, 'owner')) return (await ownerLetters()).prepareOwner(body, kind, at, deps);
  if (isRead(kind, 'other')) return (await otherLetters()).prepareOther(body, kind, at, deps);
  return toRequester(kind, body, at, deps);
}

async function toStaff<K extends StaffKind>(
  kind: K,
  body: LetterBody,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const to = readerIn('staff', body.to);
  if (to === undefined) return { kind: 'stop', reason: 'no-recipient' };
  const file = body.reference === undefined ? undefined : await readCase(deps, body.reference, at);
  if (file !== undefined && isOvertaken(body, file.state, at))
    return { kind: 'stop', reason: 'case-decided' };
  const carried = dataOf(kind, body.data);
  const draft = carried.ok ? await TO_STAFF[kind]({ data: carried.data, file, at, deps }) : undefined;
  if (draft === undefined) return { kind: 'stop', reason: silenceOf(kind) };
  const recipients = await staffRecipients(to, file?.state.body.assignee, at, deps);
  // Staff read in the language of the deployment, whatever the requester writes in.
  return { kind: 'ready', draft, language: deps.settings.language, to: recipients };
}

async function toRequester(
  kind: KindsWith<{ readonly reader: 'requester' }>,
  body: LetterBody,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const reference = caseOf(body);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const whole = reference === undefined ? undefined : await openContact(deps, reference, 'letter', at);
  const opened = file && whole && readBy(whole, file.state.body, at);
  const reader = body.to === 'subject' ? opened?.about : opened?.contact;
  const email = reader?.email;
  if (file === undefined || opened === undefined || email === undefined || !isMailbox(email))
    return { kind: 'stop', reason: 'no-recipient' };
  if (isOvertaken(body, file.state, at)) return { kind: 'stop', reason: 'case-decided' };
  const draft = isPrinted(kind)
    ? await printedLetter(body, file.state.body, opened, {
        ...deps,
        code: await codeOf(body, file, at, deps),
      })
    : await mailed(kind, body, file, at, deps);
  if (draft === undefined) return { kind: 'stop', reason: silenceOf(kind) };
  return {
    kind: 'ready',
    draft,
    language: body.language,
    to: [email],
    ...lookupFor(email, opened, deps),
  };
}

/** The address is counted under its hash as the record has it, or – of who is not the one that it is about – under a new one. */
function lookupFor(email: string, { lookup }: Opened, { secrets }: LetterDeps): Pick<Prepared, 'lookup'> {
  if (lookup === undefined) return {};
  return { lookup: isHashOf(secrets, lookup, email) ? lookup : addressHash(secrets, email) };
}

/** The code that proves who asks, in the receipt of a request to whose mailbox that is (S3). */
const codeOf = async ({ to }: LetterBody, { state: { body } }: CaseFile, at: number, deps: LetterDeps) =>
  body.kind === 'request' && provenBy(body) === to ? proofCodeFor(deps, body, at) : undefined;

/** The case at whose address the requester is found: the letter's own, or the first of those that it lists. */
const caseOf = (body: LetterBody): string | undefined => body.reference ?? collectedIn(body)?.entries[0];

async function mailed<K extends MailedKind>(
  kind: K,
  { data }: LetterBody,
  { state }: CaseFile,
  at: number,
  deps: LetterDeps,
): Promise<Draft | undefined> {
  const carried = dataOf(kind, data);
  return carried.ok ? MAILED[kind]({ data: carried.data, about: state.body, at, deps }) : undefined;
}
