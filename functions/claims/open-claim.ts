import type { ClaimRequest } from '../../shared/api/claims.ts';
import type { CaseOpened } from '../../shared/api/opened.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import type { Change } from '../../shared/domain/cases/change.ts';
import { datesOf, startClock } from '../../shared/domain/cases/clocks.ts';
import type { Actor } from '../../shared/domain/cases/events.ts';
import { typedIn } from '../../shared/domain/cases/typed.ts';
import { CLAIM_CLOCKS } from '../../shared/domain/claims/clocks.ts';
import { openClaim } from '../../shared/domain/claims/open.ts';
import { CLAIM_TYPED } from '../../shared/domain/claims/typed.ts';
import { HELD_FOR, type Hold } from '../../shared/domain/letters/hold.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { openCase, readCase } from '../../shared/records/case-file.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { holdOf, referenceOf } from '../../shared/records/intake.ts';
import { newLink } from '../../shared/records/links.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { addressHash, type RandomBytes } from '../../shared/records/secrets.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { presentOpened } from '../../shared/views/opened-case.ts';

/** What taking a claim needs. */
export interface ClaimDeps extends RecordDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
  /** Tells of a claim stored above its network's limit (an alarm counts them); absent where no network is counted. */
  readonly overLimit?: () => void;
}

/** A claim as it came, from the web or entered by staff from paper. */
export interface Incoming {
  readonly request: ClaimRequest;
  /** Date of receipt of a paper claim. */
  readonly receivedOn?: string;
  readonly by: Actor;
  /** Idempotency, where the caller gave a key (G3). */
  readonly once?: IdempotentRequest;
  /** Network of the caller for the limit; absent for staff. */
  readonly network?: string;
  /** Marks of a robot: letters are held back, nothing is dropped. */
  readonly marked: boolean;
  /** Language of the answer's explanation. */
  readonly language: Language;
}

/**
 * Takes a pre-court claim (K1): the claim, its sealed contact, the event, the receipt letter and the start of the
 * workflow are one write (G1). The same idempotency key gives the same answer and one claim (G3).
 */
export async function takeClaim(
  incoming: Incoming,
  at: number,
  deps: ClaimDeps,
): Promise<Result<CaseOpened>> {
  const answered = () => replay(incoming, at, deps);
  const before = await answered();
  if (before !== undefined) return before;
  const hold = await holdOf('claims', incoming, at, deps);
  return decideAgain(deps, {
    read: async () => make(incoming, hold, at, deps),
    decide: (made) => open(incoming, made, at, deps),
    answered,
  });
}

/** Stores the claim; overtaken when its reference is drawn already, or its key was used at this instant. */
async function open(
  incoming: Incoming,
  made: Change,
  at: number,
  deps: ClaimDeps,
): Promise<Outcome<CaseOpened>> {
  const { once, request } = incoming;
  const { body } = made;
  const { reference, heldFor } = body;
  const more = keyWrites(deps.secrets, once, { reference, ...(heldFor && { heldFor }) }, at);
  const { name, email, postalAddress } = request.claimant;
  const personal = {
    contact: {
      name,
      ...(email === undefined ? {} : { email }),
      ...(postalAddress === undefined ? {} : { postalAddress }),
    },
    typed: typedIn(CLAIM_TYPED, request),
  };
  const lookup = email === undefined ? {} : { lookup: addressHash(deps.secrets, email) };
  const result = await openCase(deps, { made, personal, ...lookup }, at, more);
  return written(result, presentOpened(body, incoming.language, deps));
}

async function replay(
  { once, language, receivedOn }: Incoming,
  at: number,
  deps: ClaimDeps,
): Promise<Result<CaseOpened> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (before === undefined || !before.ok) return before;
  const file = await readCase(deps, String(before.value['reference']), at);
  return file === undefined
    ? refuse('not-found')
    : accept(presentOpened(asOpened(file.state.body, receivedOn, before.value['heldFor']), language, deps));
}

/** The case as it was answered first, whatever became of it since (G3): its clock is counted again from its start. */
function asOpened(
  { heldFor: _, ...body }: CaseBody,
  receivedOn: string | undefined,
  held: unknown,
): CaseBody {
  const receivedAt = receivedOn ?? body.openedAt;
  const clocks = [startClock(CLAIM_CLOCKS, 'promise', receivedAt)];
  const heldFor = HELD_FOR.find((why) => why === held);
  return {
    ...body,
    ...{ status: 'open', receivedAt, clocks },
    ...datesOf(clocks),
    ...(heldFor && { heldFor }),
  };
}

function make(incoming: Incoming, heldFor: Hold | undefined, at: number, deps: ClaimDeps) {
  const { request, receivedOn, by } = incoming;
  return openClaim(
    {
      reference: referenceOf(receivedOn, at, deps.random),
      language: request.language,
      channel: receivedOn === undefined ? 'web' : 'paper',
      ...(receivedOn === undefined ? {} : { receivedOn }),
      hasEmail: request.claimant.email !== undefined,
      hasPostalAddress: request.claimant.postalAddress !== undefined,
      by,
      ...(heldFor === undefined ? {} : { heldFor }),
      link: { ...newLink(deps.random) },
    },
    at,
    idsFrom(deps.random),
  );
}
