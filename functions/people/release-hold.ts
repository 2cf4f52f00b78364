import type { ReleaseRequest } from '../../shared/api/people.ts';
import {
  type ReleaseReason,
  releaseHold,
  releaseReasonOf,
} from '../../shared/domain/registration/release.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { textHash } from '../../shared/records/ledger.ts';
import { reasonSealOf } from '../../shared/records/open-person.ts';
import { commitPerson, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';

/** A release as an officer asks for it. */
export interface AskedRelease {
  readonly person: string;
  readonly request: ReleaseRequest;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
}

/** What has been released: the revision of the record after it. */
interface Released {
  readonly revision: number;
}

/**
 * Releases the hold after a change of address (R5): the record, its event, the sealed words of the reason, the letters to
 * both addresses and the key in one transaction (G1, G3, G17). Refusals: `unknown-person`, `stale-revision`,
 * `nothing-held`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function releasePersonHold(
  asked: AskedRelease,
  at: number,
  deps: StaffDeps,
): Promise<Result<Released>> {
  // The same request may come twice at once: the one that is late finds the record moved, and its answer given (G3).
  const answered = () =>
    toldBefore(asked.once, at, deps, (answer) => ({ revision: Number(answer['revision']) }));
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: () => personToRelease(asked, at, deps),
      decide: (file) => release(asked, file, at, deps),
      answered,
    })
  );
}

/** The person under the revision that the officer saw. */
async function personToRelease(
  { person, request }: AskedRelease,
  at: number,
  deps: StaffDeps,
): Promise<Result<PersonFile>> {
  const file = await readPerson(deps, person, at);
  if (file === undefined) return refuse('unknown-person');
  const { revision } = file.body;
  return revision === request.revision ? accept(file) : refuse('stale-revision', { data: { revision } });
}

async function release(
  { request, sub, once }: AskedRelease,
  file: PersonFile,
  at: number,
  deps: StaffDeps,
): Promise<Outcome<Released>> {
  const { code, text } = releaseReasonOf(request.reason);
  const words = await wordsOf(text, file, deps);
  const releasing = { by: `staff:${sub}` as const, code, ...words.named, newId: deps.newId };
  const made = releaseHold(file.body, releasing, new Date(at).toISOString());
  if (!made.ok) return made;
  const after = { revision: made.value.body.revision };
  const writes = [...words.writes, ...keyWrites(deps.secrets, once, after, at)];
  return written(await commitPerson(deps, file, made.value, at, { writes }), after);
}

/** The officer's own words: sealed beside the record; the event names them and has their keyed hash (G17). */
async function wordsOf(text: ReleaseReason['text'], { body }: PersonFile, deps: StaffDeps) {
  if (text === undefined) return { named: {}, writes: [] as readonly Write[] };
  const id = deps.newId();
  const { textWrite } = await reasonSealOf(deps, body);
  return {
    named: { words: { id, hash: textHash(deps.secrets, body.person, text) } },
    writes: [textWrite({ id, role: 'reason', text })],
  };
}
