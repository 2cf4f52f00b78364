import type { RequestTaken } from '../../shared/api/requests.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import type { Change } from '../../shared/domain/cases/change.ts';
import type { Actor } from '../../shared/domain/cases/events.ts';
import { HELD_FOR, type Hold } from '../../shared/domain/letters/hold.ts';
import { asOpened, type OpenRequest, openRequest } from '../../shared/domain/requests/open.ts';
import { isPersons } from '../../shared/domain/requests/own.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { accept, type Refused, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/language.ts';
import { addressHashes } from '../../shared/records/addresses.ts';
import { carryOutAtOnce } from '../../shared/records/carry-at-once.ts';
import { openCase, readCase } from '../../shared/records/case-file.ts';
import { needsLongCode } from '../../shared/records/codes.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { eraseOwnAtOnce } from '../../shared/records/erase-own.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { holdOf, type IntakeDeps, referenceOf } from '../../shared/records/intake.ts';
import { newLink } from '../../shared/records/links.ts';
import type { Write } from '../../shared/records/port.ts';
import { firstCode, proofChallenge } from '../../shared/records/proof-codes.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { presentOpened } from '../../shared/views/opened-case.ts';
import { atOnceText } from '../../shared/words/at-once-words.ts';
import type { Substance } from './asked.ts';

/** What taking a request needs. */
export type TakingDeps = OperationDeps & Pick<IntakeDeps, 'overLimit'>;

/** A request as it came, by whatever way. */
export interface IncomingRequest {
  readonly substance: Substance;
  readonly channel: CaseBody['channel'];
  readonly receivedOn?: string;
  readonly proof?: OpenRequest['proof'];
  readonly person?: string;
  /** Staff know that the GDPR applies to it too. */
  readonly gdpr?: boolean;
  readonly actor: Actor;
  /** Idempotency, where the caller gave a key (G3). */
  readonly once?: IdempotentRequest;
  /** Network of the caller for the limit; absent for staff and sessions. */
  readonly network?: string;
  /** Marks of a robot: letters are held back, nothing is dropped. */
  readonly marked: boolean;
  /** Language of the answer's explanation. */
  readonly answerIn: Language;
}

/** What was made out before anything is drawn. */
interface Known {
  readonly hold: Hold | undefined;
  readonly lookup: string | undefined;
  readonly lookups: readonly string[];
  readonly long: boolean;
  readonly writes: readonly Write[];
}

/**
 * Takes a request (S1–S3), whatever `codes` must prove for it once: case, sealed contact, event, receipt letter and the start of the workflow are one write (G1). Whose
 * the address is, is not looked at: what is read and written is alike for all (G7). The same key gives the same answer (G3).
 */
export async function takeRequest(
  incoming: IncomingRequest,
  at: number,
  deps: TakingDeps,
  codes: () => Promise<Result<readonly Write[]>> = async () => accept([]),
): Promise<Result<RequestTaken>> {
  const answered = () => replay(incoming, at, deps);
  const before = await answered();
  if (before !== undefined) return before;
  const used = await codes();
  if (!used.ok) return used;
  const known = { ...(await findOut(incoming, at, deps)), writes: used.value };
  return decideAgain(deps, {
    read: async () => make(incoming, known, at, deps),
    decide: (made) => open(incoming, made, known, at, deps),
    answered,
  });
}

async function findOut(
  incoming: IncomingRequest,
  at: number,
  deps: TakingDeps,
): Promise<Omit<Known, 'writes'>> {
  const { email } = incoming.substance;
  const hold = await holdOf('requests', incoming, at, deps);
  if (email === undefined || incoming.proof !== undefined) {
    const hashes = email === undefined ? undefined : addressHashes(deps.secrets, email);
    return { hold, lookup: hashes?.lookup, lookups: hashes?.lookups ?? [], long: false };
  }
  const { lookup, lookups } = addressHashes(deps.secrets, email);
  return { hold, lookup, lookups, long: await needsLongCode(deps.records, lookup, at) };
}

function make(incoming: IncomingRequest, known: Known, at: number, deps: TakingDeps): Result<Change> {
  const { substance, channel, receivedOn, proof, person, actor } = incoming;
  const gdpr = deps.settings.gdpr === true || incoming.gdpr === true;
  const { by, parts, mandate, personal, language, email } = substance;
  const { contact } = personal;
  const answerTo = contact?.email !== undefined ? 'email' : contact === undefined ? undefined : 'post';
  const byCode = proof === undefined && email !== undefined && isPersons(by);
  const made = openRequest(
    {
      reference: referenceOf(receivedOn, at, deps.random),
      ...{ language, channel, by, parts, actor },
      regimes: gdpr ? ['ru', 'gdpr'] : ['ru'],
      ...(receivedOn === undefined ? {} : { receivedOn }),
      ...(answerTo === undefined ? {} : { answerTo }),
      ...(proof === undefined ? {} : { proof }),
      ...(person === undefined ? {} : { person }),
      ...(mandate === undefined ? {} : { mandate }),
      ...(known.hold === undefined ? {} : { heldFor: known.hold }),
      // No code goes to the mailbox of somebody who is dead.
      ...(byCode && mandate?.kind !== 'heir' ? { code: firstCode(deps.secrets, known.long, at) } : {}),
      link: { ...newLink(deps.random) },
    },
    at,
    idsFrom(deps.random),
  );
  return made.ok ? made : inBody(made);
}

/** What is wrong with an authority to act, by the name that it has in the body. */
function inBody(refused: Refused): Refused {
  const { field } = refused.refusal;
  const ofMandate = field === 'issuedOn' || field === 'validUntil';
  return ofMandate
    ? { ...refused, refusal: { ...refused.refusal, field: `representative.authority.${field}` } }
    : refused;
}

/** Stores the request; overtaken when its reference is drawn already, or its key was used at this instant. */
async function open(
  incoming: IncomingRequest,
  made: Change,
  { lookup, lookups, writes }: Known,
  at: number,
  deps: TakingDeps,
): Promise<Outcome<RequestTaken>> {
  const { once, substance, answerIn } = incoming;
  const body = made.body as RequestBody;
  const { reference, heldFor } = body;
  const key = keyWrites(deps.secrets, once, { reference, ...(heldFor && { heldFor }) }, at);
  const found = lookup === undefined ? {} : { lookup };
  const { personal } = substance;
  const answerText = atOnceText;
  const now = { at, newId: idsFrom(deps.random) };
  // What nobody has to decide is done in the same write (S3): the receipt says that it was asked, the answer that it was done.
  const done = await carryOutAtOnce(deps, made, { answerText }, now);
  if (!done.ok) return done;
  // So does the erasure of one's own account begin: what is told of the request is how it was opened (R7).
  const own = await eraseOwnAtOnce(deps, done.value.made, now);
  if (!own.ok) return own;
  const result = await openCase(
    deps,
    { made: own.value.made, personal, ...found, lookups },
    at,
    [...writes, ...key, ...done.value.writes, ...own.value.writes],
    [...done.value.chapters, ...own.value.chapters],
  );
  return written(result, taken(body, answerIn, deps));
}

async function replay(
  { once, answerIn, receivedOn, proof }: IncomingRequest,
  at: number,
  deps: TakingDeps,
): Promise<Result<RequestTaken> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (before === undefined || !before.ok) return before;
  const file = await readCase(deps, String(before.value['reference']), at);
  const body = file?.state.body;
  if (body?.kind !== 'request') return refuse('not-found');
  const held = before.value['heldFor'];
  const heldFor = HELD_FOR.find((why) => why === held);
  const first = asOpened(body, {
    proven: proof !== undefined,
    ...(receivedOn === undefined ? {} : { receivedOn }),
    ...(heldFor === undefined ? {} : { heldFor }),
  });
  return accept(taken(first, answerIn, deps));
}

const taken = (body: RequestBody, language: Language, deps: TakingDeps): RequestTaken => ({
  ...presentOpened(body, language, deps),
  challenge: proofChallenge(deps.secrets, body),
});
