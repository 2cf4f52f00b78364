import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { queuedLetter } from '../../shared/domain/letters/new-letter.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { startSession, tokenAgain } from '../../shared/identity/person-sessions.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { versionId } from '../../shared/policy/documents.ts';
import {
  CODE_MS,
  type PosedLetter,
  poseAsked,
  refuseCode,
  type Tried,
  tryCode,
} from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, OVERTAKEN, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import {
  answeredBefore,
  type IdempotentRequest,
  keyWrites,
  toldBefore,
} from '../../shared/records/idempotency.ts';
import type { ChallengeBody } from '../../shared/records/kinds/short.ts';
import { commitWithEvents, type Head, headOf } from '../../shared/records/ledger.ts';
import { codesTo, networkHash, submissionsOf, take } from '../../shared/records/limits.ts';
import { holderOf, letterWriteOf, personChapter, readPerson } from '../../shared/records/person-file.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { addressHash } from '../../shared/records/secrets.ts';
import { standingOf } from '../../shared/records/shown-texts.ts';
import type { Begun } from './once.ts';

/** What a code to sign in proves. */
const PURPOSE = 'sign-in';

/** Somebody who wants to sign in. */
export interface SignIn {
  readonly email: string;
  readonly language: Language;
  readonly network: string;
  readonly once?: IdempotentRequest;
}

/**
 * Sends a code to sign in (R4). Nobody is refused, or strangers could keep the owner out: above the number of its network
 * or of the address the code is the long one that all who ask share. Where nobody has the address the same is read and written, and a letter queued that has
 * no reader: body, status and work are alike (G7).
 */
export async function askForCode(asked: SignIn, at: number, deps: OperationDeps): Promise<Result<Begun>> {
  const { records, secrets, settings, random } = deps;
  const answered = () =>
    toldBefore(asked.once, at, deps, ({ challenge }) => ({ challenge: String(challenge) }));
  const before = await answered();
  if (before !== undefined) return before;
  const network = networkHash(secrets, asked.network);
  const hash = addressHash(secrets, asked.email);
  const holder = await holderOf(deps, asked.email, at);
  // Counted under the present key, or a rotation would tell known addresses from others (G7).
  const { networkPerHour, codesPerDay } = settings.limits;
  const within =
    (await take(records, submissionsOf('sign-ins', networkPerHour), network, at)) &&
    (await take(records, codesTo('sign-in', codesPerDay), hash, at));
  // As the record has it, whatever key of the program that was hashed with: this address the code proves.
  const lookup = holder?.lookup ?? hash;
  const moved = lookup === hash ? {} : { moved: hash };
  const about = { purpose: PURPOSE, about: holder?.person ?? '', address: lookup, ...moved };
  const codeLetter = (data: NonNullable<PosedLetter['letter']>): LetterBody => {
    const letter = { id: idsFrom(random)(), kind: 'sign-in-code', to: 'owner', data } as const;
    const whose = { person: holder?.person, language: asked.language };
    return queuedLetter(letter, { ...whose, at: new Date(at).toISOString() });
  };
  return decideAgain(deps, {
    read: async () => accept(await poseAsked(deps, within, about, random, at)),
    async decide({ id, writes, letter }) {
      const letters = letter === undefined ? [] : [letterWriteOf(codeLetter(letter))];
      const key = keyWrites(secrets, asked.once, { challenge: id }, at);
      return written(await records.commit([...writes, ...letters, ...key]), { challenge: id });
    },
    answered,
  });
}

/** A code that somebody brings, and where from. */
export interface BroughtCode {
  readonly challenge: string;
  readonly code: string;
  readonly agent: string;
  readonly network: string;
  readonly once?: IdempotentRequest;
}

/** Signs in with the code (R4): the session, its event and the using up of the code are one write. */
export async function bringCode(
  brought: BroughtCode,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly token: string }>> {
  const { challenge, code, once } = brought;
  const answered = () => signedInBefore(once, at, deps);
  const before = await answered();
  if (before !== undefined) return before;
  const tried = await tryCode(deps, challenge, { purpose: PURPOSE }, code, at);
  if (tried.kind !== 'right') return refuseCode(tried);
  return decideAgain(deps, {
    read: () => comer(tried, at, deps),
    decide: (who) => signIn(brought, tried, who, at, deps),
    answered,
  });
}

type RightCode = Extract<Tried, { readonly kind: 'right' }>;

/**
 * Who comes with the code. The end of the person's chain is read before the record: what ends all sessions – a change of
 * address, its undoing, a destruction – moves it, and a session must not slip in behind.
 */
async function comer(
  { body, askedAt }: RightCode,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly person: string; readonly head: Head }>> {
  const person = body.about;
  const head = await headOf(deps.records, person);
  const file = await readPerson(deps, person, at);
  if (file === undefined || file.body.state === 'unconfirmed' || isOutdated(file.body, body, askedAt))
    return refuseCode({ kind: 'expired' });
  return accept({ person, head });
}

/** Starts the session; overtaken when the end of the chain has moved. A code that was used meanwhile is no more. */
async function signIn(
  { agent, network, once }: BroughtCode,
  { use }: RightCode,
  { person, head }: { readonly person: string; readonly head: Head },
  at: number,
  deps: OperationDeps,
): Promise<Outcome<{ readonly token: string }>> {
  const { records, secrets, random } = deps;
  const { technicalDays } = deps.settings.retention;
  const from = { agent, network };
  const session = startSession(secrets, { person, from, technicalDays, asked: once?.key }, random, at);
  // Use of the services while a version of the policy is in force is recorded against it (P3).
  const { current } = await standingOf('policy', at, deps);
  const event: NewPersonEvent = {
    type: 'signed-in',
    by: 'person',
    data: { session: session.sid, policy: versionId(current) },
  };
  const writes = [use, session.write, ...keyWrites(deps.secrets, once, { person, sid: session.sid }, at)];
  const done = await commitWithEvents(records, secrets, writes, [
    { ...personChapter(person, [event], at), head },
  ]);
  if (done.ok) return accept({ token: session.token });
  return done.failed.length === 0 ? OVERTAKEN : refuseCode({ kind: 'expired' });
}

/**
 * The token that this very request was answered with (G3): who presses the button twice, or lost the answer on the way,
 * is signed in. Only as long as the code itself would have held, and while nobody has ended the session.
 */
async function signedInBefore(
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly token: string }> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (once === undefined || before === undefined) return undefined;
  if (!before.ok) return before;
  const { person, sid } = before.value;
  const session = { person: String(person), sid: String(sid), asked: once.key };
  const token = await tokenAgain(deps, session, CODE_MS, at);
  return token === undefined ? refuseCode({ kind: 'expired' }) : accept({ token });
}

/**
 * The code was sent before the address changed, or to an address that is not the person's: it proves a mailbox of somebody
 * else (R5). Both are looked at: a code may be asked for while a change is being written, which counts from its request.
 */
const isOutdated = (
  { codesFrom, lookup }: Pick<ProfileBody, 'codesFrom' | 'lookup'>,
  { address, moved }: Pick<ChallengeBody, 'address' | 'moved'>,
  askedAt: number,
): boolean =>
  ![address, moved].includes(lookup) || (codesFrom !== undefined && askedAt <= Date.parse(codesFrom));
