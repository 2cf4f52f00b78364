import { type HeldView, presentHeld } from '../../shared/api/held.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { answeredBefore, type IdempotentRequest } from '../../shared/records/idempotency.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import { challengeToken } from '../../shared/records/person-proofs.ts';
import type { Secrets } from '../../shared/records/secrets.ts';

/** What the browser that began keeps: with it come consents and the code (G16). */
export interface Begun {
  readonly challenge: string;
  /** Why the letter is not on its way, if it is not (T3). */
  readonly held?: HeldView;
}

/** What a registration as it stands is answered with. */
export function begunOf(
  secrets: Secrets,
  body: Pick<ProfileBody, 'person' | 'handle' | 'registeredAt' | 'letter'>,
): Begun {
  const held = presentHeld(body.letter);
  return { challenge: challengeToken(secrets, body), ...(held === undefined ? {} : { held }) };
}

/** The handle of a registration, as its first answer gave it. */
export async function begunBefore(
  once: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<Begun> | undefined> {
  const before = await answeredBefore(once, at, deps);
  if (before === undefined || !before.ok) return before;
  const file = await readPerson(deps, String(before.value['person']), at);
  return file === undefined ? refuse('not-found') : accept(begunOf(deps.secrets, file.body));
}
