import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { CaseBody } from '../../../shared/domain/cases/case.ts';
import { dueOnOf } from '../../../shared/domain/clock-ends.ts';
import type { LetterBody } from '../../../shared/domain/letters/letter.ts';
import { isFirstLetter } from '../../../shared/domain/registration/first-letter.ts';
import { localDate } from '../../../shared/law/zones.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import type { Mail, Taken } from '../cloud/mail.ts';
import { isLost, type Lost } from '../restore.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import type { PeopleHistory } from './people-history.ts';
import type { SentRegistration } from './person-requests.ts';
import { accepted } from './requests.ts';

/** Clocks go wrong by five minutes, a function may run for more than one. */
const TOLERANCE_MS = 7 * 60_000;

interface Known {
  /** What the officers decided, word for word, by reference. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly lost: Lost | undefined;
  readonly people: PeopleHistory;
}

/** Letters against what the mail service took. */
export function checkLetters(
  mail: Mail,
  history: History,
  { answers, lost, people }: Known,
  checks: Checks,
): void {
  const taken = Map.groupBy(mail.taken, ({ tag }) => tag);
  for (const [tag, messages] of taken) {
    const letter = history.letters.get(tag);
    checks.hold(
      'letters',
      letter !== undefined || messages.every(({ at }) => isLost(lost, at)),
      () => `${tag} was sent, but is not recorded`,
    );
    const once = letter?.delivery !== 'at-most-once' || messages.length === 1;
    checks.hold('letters', once, () => `${letter?.kind} ${tag} was sent ${messages.length} times`);
  }
  for (const [tag, letter] of history.letters) {
    checkLetter(tag, letter, taken.get(tag) ?? [], { answers, people }, checks);
    const told = mail.told.get(tag) ?? new Map<string, boolean>();
    // What was told and perhaps not heard, or heard by a record that was put back since, binds nobody.
    const heard = [...told.values()].every((one) => one);
    if (lost === undefined && heard && letter.reference !== undefined)
      checkNews(tag, letter, new Set(told.keys()), checks);
  }
  for (const [reference, chain] of history.chains) {
    const told = chain.flatMap(({ type, data }) =>
      type.startsWith('letter-') ? [`${type} ${data?.['letter']} ${data?.['why'] ?? ''}`] : [],
    );
    checks.hold(
      'replayed',
      new Set(told).size === told.length,
      () => `${reference}: told twice: ${told.join()}`,
    );
  }
}

/** Why a registration's letter does not leave: a robot's waits, an address gets few a day, the mail service refused it. */
const isExcused = ({ status, stopReason }: LetterBody): boolean =>
  status === 'held' || status === 'bounced' || stopReason === 'too-many';

/**
 * Whoever was answered gets a letter with the link that is good, whatever died between its attempt and its outcome. One
 * that is asked for again above the day's number waits, with the link of the one before.
 */
export function checkWelcomes(
  mail: Mail,
  { letters, chains }: History,
  { registrations, people }: { registrations: readonly SentRegistration[]; people: PeopleHistory },
  checks: Checks,
): void {
  // Who asked for another in the instant of the proof needs it no more.
  const isProven = (person = '') =>
    chains.get(person)?.some(({ type }) => type === 'confirmed' || type === 'address-proved') ?? false;
  const taken = new Set(mail.taken.map(({ tag }) => tag));
  for (const { marker, heard } of registrations)
    for (const { challenge } of accepted(heard)) {
      const owner = personOfToken(challenge);
      const mine = [...letters].filter(([, { person, id }]) => person === owner && isFirstLetter(id));
      const [last = '', latest] = mine.at(-1) ?? [];
      const link = people.links.get(last);
      const came = mine.some(([tag]) => taken.has(tag) && people.links.get(tag) === link);
      checks.hold(
        'welcomed',
        latest !== undefined && (came || isExcused(latest) || isProven(owner)),
        () => `${marker}: ${last} is ${latest?.status} ${latest?.stopReason ?? ''}, and was never taken`,
      );
    }
}

function checkLetter(
  tag: string,
  letter: LetterBody,
  messages: readonly Taken[],
  { answers, people }: Pick<Known, 'answers' | 'people'>,
  checks: Checks,
): void {
  const { status, kind, delivery, sentAt } = letter;
  const wasSent = ['sent', 'delivered', 'complained', 'unconfirmed'].includes(status);
  checks.hold(
    'letters',
    !wasSent || messages.length > 0,
    () => `${kind} ${tag} is ${status}, but was never taken`,
  );
  if (letter.channel === 'mail' && delivery === 'at-least-once') {
    const lost =
      status === 'stopped' && ['outcome-unknown', 'no-recipient'].includes(letter.stopReason ?? '');
    // Who closed the account has no address any more; the last letter goes before that.
    const gone =
      kind !== 'account-closed' && letter.person !== undefined && !people.profiles.has(letter.person);
    checks.hold('letters', !lost || gone, () => `${kind} ${tag} was stopped: ${letter.stopReason}`);
  }
  if (sentAt !== undefined) {
    const near = messages.some(({ at }) => Math.abs(at - Date.parse(sentAt)) <= TOLERANCE_MS);
    checks.hold(
      'inTime',
      near,
      () =>
        `${kind} ${tag}: sent at ${sentAt} by the record, taken at ${messages.map(({ at }) => new Date(at).toISOString()).join()}`,
    );
  }
  if (kind !== 'claim-answer') return;
  const texts = answers.get(letter.reference ?? '') ?? [];
  for (const message of messages)
    checks.hold(
      'frozen',
      texts.some((text) => message.text.includes(text)),
      () => `${tag}: the answer that left is not the one decided`,
    );
}

/** All that was told of a letter makes one end, whatever its order (N4). */
function checkNews(tag: string, letter: LetterBody, told: ReadonlySet<string>, checks: Checks): void {
  const end = told.has('Permanent')
    ? 'bounced'
    : told.has('Complaint')
      ? 'complained'
      : told.has('Delivery')
        ? 'delivered'
        : told.has('Transient')
          ? 'bounced'
          : undefined;
  checks.hold(
    'letters',
    end === undefined || letter.status === end,
    () => `${letter.kind} ${tag} is ${letter.status}; told: ${[...told].join()}`,
  );
}

/** An answered case is in time by the first sending that was not returned, and closed by its delivery or the post (K4). */
export function checkOutcome(body: CaseBody, history: History, checks: Checks): void {
  const { reference, status } = body;
  const { letter: answer, post } = lastAnswer(body) ?? {};
  const letter = answer === undefined ? undefined : history.letters.get(`${reference}__${answer}`);
  const stays =
    letter !== undefined && ['sent', 'delivered', 'complained', 'unconfirmed'].includes(letter.status);
  const days = [
    ...(stays && letter.sentAt !== undefined ? [localDate(Date.parse(letter.sentAt), 'Europe/Moscow')] : []),
    ...(post === undefined ? [] : [post.on]),
  ].toSorted();
  if (status === 'delivered') {
    const proven = post !== undefined || letter?.status === 'delivered' || letter?.status === 'complained';
    checks.hold('inTime', proven, () => `${reference} is closed, its answer ${letter?.status}`);
  }
  const [sent] = days;
  if (!['delivered', 'sent', 'unconfirmed'].includes(status) || sent === undefined) return;
  for (const clock of body.clocks) {
    const right = sent > dueOnOf(clock) ? 'missed' : 'met';
    checks.hold(
      'inTime',
      clock.state === right,
      () => `${reference} ${clock.rule} is ${clock.state}: sent on ${sent}, last day ${dueOnOf(clock)}`,
    );
  }
}
