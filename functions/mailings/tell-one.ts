import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import {
  beginAttempt,
  type Ended,
  endAttempt,
  type LetterState,
  nextSend,
  stopped,
} from '../../shared/domain/letters/state.ts';
import type { MailingBody } from '../../shared/domain/mailings/mailing.ts';
import { standingOf } from '../../shared/domain/mailings/one-letter.ts';
import type { SendOutcome } from '../../shared/letters/mail-port.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import { writeMessage } from '../../shared/letters/write-message.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { putNew, putNext, read, type Stored } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import { openDetails, readPerson } from '../../shared/records/person-file.ts';
import type { SendDeps } from './deps.ts';
import { MAILINGS } from './kinds.ts';

/** What has become of one person in this round. */
export type One =
  | { readonly is: 'letter'; readonly letter: LetterBody }
  /** Nobody of that id is there any more. */
  | { readonly is: 'erased' }
  /** Another worker has it. */
  | { readonly is: 'taken' }
  /** The mail service takes nothing for the moment: nobody else is tried before `waitMs` are over. */
  | { readonly is: 'turned-away'; readonly letter: LetterBody; readonly waitMs: number };

/**
 * Tells one person, at most once in a round. One record is the letter: it is claimed before the call, under the version that was
 * read – of several workers one wins –, and the outcome is written after it. Three single puts with what the mail service tells.
 * @param known the letter as it was read a moment ago
 */
export async function tellOne(
  person: string,
  known: Stored<LetterBody> | undefined,
  mailing: MailingBody,
  deps: SendDeps,
): Promise<One> {
  const at = deps.now();
  const state = known && standingOf(known.body, deps.settings.mail.events);
  switch (state === undefined ? 'attempt' : nextSend(state, at)) {
    case 'attempt':
      return attempt(person, known, mailing, at, deps);
    case 'stop-unknown':
      return known === undefined ? { is: 'taken' } : stop(known, known.body, 'outcome-unknown', at, deps);
    default:
      return known === undefined ? { is: 'taken' } : { is: 'letter', letter: known.body };
  }
}

async function attempt(
  person: string,
  known: Stored<LetterBody> | undefined,
  mailing: MailingBody,
  at: number,
  deps: SendDeps,
): Promise<One> {
  const file = await readPerson(deps, person, at);
  if (file === undefined) return { is: 'erased' };
  const { language } = file.body;
  const { letter, draft } = MAILINGS[mailing.about.is];
  const queued = { person, language, at: new Date(at).toISOString(), mailing: mailing.id };
  const body = known?.body ?? queuedLetter(letter(mailing), queued);
  const { email } = await openDetails(deps, file.body, 'letter', at);
  if (!isMailbox(email)) return stop(known, body, 'no-recipient', at, deps);
  const written = { draft: draft(mailing, deps.settings), language: body.language, to: [email] };
  const message = await writeMessage(body, written, deps.settings, at);
  const begun = beginAttempt({ body }, at, message.template, message.hash).body;
  const claimed = await put(known, begun, deps);
  if (claimed === undefined) return { is: 'taken' };
  return finish(claimed, await deps.mail.send(message.outgoing), deps);
}

/** Writes a letter where it was read, or where nothing stands; undefined when somebody else was quicker. */
async function put(
  known: Stored<LetterBody> | undefined,
  body: LetterBody,
  { records }: SendDeps,
): Promise<Stored<LetterBody> | undefined> {
  const write = known === undefined ? putNew(letterKind, body, body) : putNext(letterKind, known, body);
  const { ok } = await records.commit([write]);
  return ok && (write.op === 'put-absent' || write.op === 'put-version')
    ? { body, item: write.item }
    : undefined;
}

/** Writes how the call ended, into what an event of the mail service may have made of the letter meanwhile. */
async function finish(claimed: Stored<LetterBody>, outcome: SendOutcome, deps: SendDeps): Promise<One> {
  const at = deps.now();
  const began = claimed.body.attempts.at(-1)?.at ?? '';
  const ended = endedOf(outcome, deps);
  return decideSurely<Stored<LetterBody> | undefined, One>(deps, {
    known: claimed,
    read: () => read(deps.records, letterKind, claimed.body, at),
    async decide(letter): Promise<One | Overtaken> {
      if (letter === undefined) return { is: 'erased' };
      const state: LetterState = { body: letter.body };
      const next = endAttempt(state, began, ended, at);
      if ((await put(letter, next.body, deps)) === undefined) return OVERTAKEN;
      if (outcome.type !== 'throttled' && outcome.type !== 'paused')
        return { is: 'letter', letter: next.body };
      const until = next.todo === undefined ? at : Date.parse(next.todo.at);
      return { is: 'turned-away', letter: next.body, waitMs: Math.max(1_000, until - at) };
    },
  });
}

function endedOf(outcome: SendOutcome, { random, report }: SendDeps): Ended {
  if (outcome.type === 'paused') report('mailing-paused', { detail: outcome.code });
  return outcome.type === 'throttled' ? { ...outcome, random: random() } : outcome;
}

/** The letter will not be sent. */
async function stop(
  known: Stored<LetterBody> | undefined,
  body: LetterBody,
  reason: 'outcome-unknown' | 'no-recipient',
  at: number,
  deps: SendDeps,
): Promise<One> {
  const next = stopped({ body }, reason, at).body;
  return (await put(known, next, deps)) === undefined ? { is: 'taken' } : { is: 'letter', letter: next };
}
