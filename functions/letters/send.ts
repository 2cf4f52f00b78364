import { letterSent } from '../../shared/domain/cases/letters.ts';
import { countedAs } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { owingNews } from '../../shared/domain/letters/lost.ts';
import {
  beginAttempt,
  type Ended,
  endAttempt,
  nextSend,
  type StopReason,
  stopped,
  toPrint,
} from '../../shared/domain/letters/state.ts';
import { LATE_MS, turnsOf } from '../../shared/domain/letters/turns.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import type { SendOutcome } from '../../shared/letters/mail-port.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { grantLateLetter, grantLetter } from '../../shared/records/limits.ts';
import { personChapter } from '../../shared/records/person-file.ts';
import type { Key, Write } from '../../shared/records/port.ts';
import { givenUp, personNews, returned } from './case-news.ts';
import { settle } from './commit.ts';
import type { LetterDeps, Preparation, Prepared } from './deps.ts';
import { flagAddress } from './flag-address.ts';
import { afterWrite, type LetterFile, letterWrite, readLetter } from './letter-file.ts';
import { mergeReceipt } from './merge-receipt.ts';

/** Loaded by who sends: events and sweeps, half of all invocations, start without templates and what they tell of. */
const prepare = async (body: LetterBody, at: number, deps: LetterDeps): Promise<Preparation> =>
  (await import('./prepare.ts')).prepare(body, at, deps);

/** What became of a letter that was looked at. `again`: turned away for the moment, to be tried at that instant. */
export type Sent =
  | { readonly kind: 'sent' | 'stopped' | 'merged' | 'nothing' | 'unknown' | 'refused' }
  | { readonly kind: 'again'; readonly at: number };

const NOTHING: Sent = { kind: 'nothing' };

/**
 * Sends a letter if its record says so, whoever noticed it and however often (N6). Everything it says is read now; then
 * the attempt is written under the letter's version – of several workers one wins –, then the call is made, then its
 * outcome is written with the event and the case's move. A crash between any two leaves a record from which the sweep
 * goes on: at-least-once letters again after the lease, at-most-once letters not.
 */
export async function sendLetter(key: Key, deps: LetterDeps): Promise<Sent> {
  const at = deps.now();
  const letter = await readLetter(deps.records, key, at);
  if (letter === undefined) return NOTHING;
  switch (nextSend(letter.state, at)) {
    case 'nothing':
      return NOTHING;
    case 'print':
      await deps.records.commit([letterWrite(letter, toPrint(letter.state))]);
      return NOTHING;
    case 'stop-unknown':
      return stop(letter, 'outcome-unknown', at, deps);
    case 'attempt':
      return attempt(letter, at, deps);
  }
}

async function attempt(first: LetterFile, at: number, deps: LetterDeps): Promise<Sent> {
  return decideSurely(deps, {
    known: { letter: first, prepared: await prepare(first.state.body, at, deps) },
    read: () => stillToSend(first, at, deps),
    decide: async (now) => (now === undefined ? NOTHING : send(now, at, deps)),
  });
}

/** A letter with what it says now. */
interface Ready {
  readonly letter: LetterFile;
  readonly prepared: Preparation;
}

/** Undefined when another worker has it; else what the letter lies in has changed, and it is still to be sent. */
async function stillToSend(
  { item, state }: LetterFile,
  at: number,
  deps: LetterDeps,
): Promise<Ready | undefined> {
  const letter = await readLetter(deps.records, item, at);
  if (letter?.state.body.id !== state.body.id || nextSend(letter.state, at) !== 'attempt') return undefined;
  return { letter, prepared: await prepare(letter.state.body, at, deps) };
}

async function send({ letter, prepared }: Ready, at: number, deps: LetterDeps): Promise<Sent | Overtaken> {
  if (prepared.kind === 'stop') return stop(letter, prepared.reason, at, deps);
  const counts = await mayWrite(letter, prepared, at, deps);
  if (counts === undefined) return notNow(letter, prepared, at, deps);
  const { writeMessage } = await import('../../shared/letters/write-message.ts');
  const message = await writeMessage(letter.state.body, prepared, deps.settings, at);
  const write = letterWrite(letter, beginAttempt(letter.state, at, message.template, message.hash));
  // Counted with the attempt: a worker that dies before it has counted nothing, and of several the one that wins counts.
  if (!(await deps.records.commit([write, ...counts])).ok) return OVERTAKEN;
  return finish(afterWrite(letter, write), await deps.mail.send(message.outgoing), deps);
}

/** The address has had its letters of the day: a receipt goes with the next one, what proves an address waits. */
async function notNow(letter: LetterFile, prepared: Prepared, at: number, deps: LetterDeps): Promise<Sent> {
  if (countedAs(letter.state.body)?.full !== 'merged') return wait(letter, at, deps);
  await mergeReceipt(letter, prepared, at, deps);
  return { kind: 'merged' };
}

/**
 * Letters that an unproven person's act causes are few a day and address (security.md, bots). Letters caused by staff,
 * clocks and answers are never counted. What proves an address and has waited may take the one late letter of the day.
 * Throws when the counter does not answer: the letter waits, nothing refuses it.
 * @returns what counts it, to be written with the attempt; undefined when the day's letters are used up
 */
async function mayWrite(
  { state: { body } }: LetterFile,
  { lookup }: Prepared,
  at: number,
  { records, settings }: LetterDeps,
): Promise<readonly Write[] | undefined> {
  const counted = countedAs(body);
  if (counted === undefined || lookup === undefined || body.attempts.length > 0) return [];
  const { cause, full } = counted;
  const counts = await grantLetter(records, cause, settings.limits.lettersPerDay, lookup, at);
  if (counts !== undefined || full === 'merged' || at < Date.parse(body.at) + LATE_MS) return counts;
  return grantLateLetter(records, cause, lookup, localDate(at, REGIME_ZONE), at);
}

/**
 * The day's letters to the address are used up, perhaps by strangers: what proves it is not stopped but tried again, first
 * soon, then at 08:00; whoever reads the mailbox has a live link meanwhile, that of any letter that came.
 */
async function wait(letter: LetterFile, at: number, deps: LetterDeps): Promise<Sent> {
  const asked = Date.parse(letter.state.body.at);
  const next = turnsOf(asked).find((turn) => turn > at);
  if (next === undefined) return stop(letter, 'too-many', at, deps);
  await settle(letter, at, deps, (state) =>
    nextSend(state, at) === 'attempt'
      ? { letter: { ...state, todo: { why: 'send', at: new Date(next).toISOString() } } }
      : undefined,
  );
  return { kind: 'again', at: next };
}

const endedOf = (outcome: SendOutcome, random: () => number): Ended =>
  outcome.type === 'throttled' ? { ...outcome, random: random() } : outcome;

/** Writes how the call ended. It must not be lost for want of a retry: the message may have left. */
async function finish(letter: LetterFile, outcome: SendOutcome, deps: LetterDeps): Promise<Sent> {
  const at = deps.now();
  const began = letter.state.body.attempts.at(-1)?.at ?? '';
  const ended = endedOf(outcome, deps.random);
  let again: number | undefined;
  const done = await settle(letter, at, deps, (state, file) => {
    const next = owingNews(state, endAttempt(state, began, ended, at), at);
    again = next.todo?.why === 'send' ? Date.parse(next.todo.at) : undefined;
    const wasSending = state.body.status === 'sending';
    if (!wasSending) return { letter: next };
    if (file === undefined) return { letter: next, events: newsOf(next.body, codeOf(outcome)) };
    switch (next.body.status) {
      case 'sent':
        return { letter: next, change: letterSent(file.state, next.body, at) };
      case 'bounced':
        return { letter: next, change: returned(file.state, next.body, at, codeOf(outcome), deps.newId) };
      case 'stopped':
        return {
          letter: next,
          change: givenUp(file.state, next.body, at, 'outcome-unknown', deps.newId),
        };
      default:
        return { letter: next };
    }
  });
  if (done === 'replaced')
    await tellOfReplaced(letter, endAttempt(letter.state, began, ended, at).body, at, deps);
  return told(letter, outcome, again, deps);
}

/** The letter left, and meanwhile another took its place in the record: the person's chain still tells of it (A1). */
async function tellOfReplaced(
  { state }: LetterFile,
  ended: LetterBody,
  at: number,
  { records, secrets }: LetterDeps,
): Promise<void> {
  const { person } = state.body;
  if (person === undefined || ended.status !== 'sent') return;
  await commitWithEvents(records, secrets, [], [personChapter(person, personNews('letter-sent', ended), at)]);
}

/** What the person's chain tells of an attempt that has ended. */
function newsOf(body: LetterBody, why: string): ReturnType<typeof personNews> {
  switch (body.status) {
    case 'sent':
      return personNews('letter-sent', body);
    case 'bounced':
      return personNews('letter-bounced', body, { why });
    case 'stopped':
      return personNews('letter-stopped', body, { why: 'outcome-unknown' });
    default:
      return [];
  }
}

const codeOf = (outcome: SendOutcome) =>
  'code' in outcome ? outcome.code.replace(/[^A-Za-z0-9-]/g, '') : outcome.type;

function told(
  { state: { body } }: LetterFile,
  outcome: SendOutcome,
  again: number | undefined,
  deps: LetterDeps,
): Sent {
  const about = { case: body.reference, detail: codeOf(outcome) };
  switch (outcome.type) {
    case 'accepted':
      return { kind: 'sent' };
    case 'refused':
      deps.report('mail-refused', about);
      return { kind: 'refused' };
    case 'unknown':
      deps.report('mail-unknown', about);
      return { kind: 'unknown' };
    case 'paused':
    case 'throttled':
      deps.report(outcome.type === 'paused' ? 'mail-paused' : 'mail-throttled', about);
      return again === undefined ? NOTHING : { kind: 'again', at: again };
  }
}

/** The letter will not be sent; the ledger keeps why, and a legal one is a returned one at once (K4). */
async function stop(letter: LetterFile, reason: StopReason, at: number, deps: LetterDeps): Promise<Sent> {
  const done = await settle(letter, at, deps, async (state, file) => {
    const expected = nextSend(state, at);
    if (expected !== 'attempt' && expected !== 'stop-unknown') return undefined;
    const next = stopped(state, reason, at);
    const change = file && givenUp(file.state, next.body, at, reason, deps.newId);
    return {
      letter: owingNews(state, next, at),
      change,
      more: reason === 'no-recipient' ? await flagAddress(next.body, at, deps) : [],
      events: personNews('letter-stopped', next.body, { why: reason }),
    };
  });
  if (done !== 'done') return NOTHING;
  const { body } = letter.state;
  deps.report('letter-stopped', { case: body.reference, detail: reason });
  return { kind: 'stopped' };
}
