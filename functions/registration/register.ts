import type { RegistrationRequest } from '../../shared/api/registration.ts';
import { register } from '../../shared/domain/registration/register.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { drawingBond, readTextProof } from '../../shared/identity/text-proof.ts';
import { addressHashes } from '../../shared/records/addresses.ts';
import { needsLongCode } from '../../shared/records/codes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { networkHash, submissionsOf, take } from '../../shared/records/limits.ts';
import { createPerson, personOf } from '../../shared/records/person-file.ts';
import { newPersonId } from '../../shared/records/person-ids.ts';
import { HANDLE_MS, newProof } from '../../shared/records/person-proofs.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import { type Begun, begunBefore, begunOf } from './once.ts';

/** A registration as it came. */
export interface IncomingRegistration {
  readonly request: RegistrationRequest;
  readonly network: string;
  /** It looks like a robot's: its letter waits (shared/domain/letters/hold.ts). */
  readonly marked?: boolean;
  readonly once?: IdempotentRequest;
}

/**
 * Takes a registration (R1): the sealed record, its event and the intent of the letter are one write (G1). A known
 * address takes the same way, step by step: only its owner learns of the account, by letter (R3, G7).
 */
export async function registerPerson(
  incoming: IncomingRegistration,
  at: number,
  deps: OperationDeps,
): Promise<Result<Begun>> {
  const { request, network, once, marked = false } = incoming;
  const answered = () => begunBefore(once, at, deps);
  const before = await answered();
  if (before !== undefined) return before;
  const { secrets, records, settings, random } = deps;
  const of = networkHash(secrets, network);
  if (!(await take(records, submissionsOf('registrations', settings.limits.networkPerHour), of, at)))
    return refuse('too-many-requests');
  const versions = await knownVersions('policy', at, deps);
  const { version, proof } = request.policy;
  const wanted = { form: 'registration', bond: drawingBond(once?.key), versions, version } as const;
  const shown = readTextProof(secrets, proof, wanted, at);
  if (!shown.ok) return shown;
  const { lookup, lookups } = addressHashes(secrets, request.email);
  const known = (await personOf(deps, request.email, at)) !== undefined;
  const long = await needsLongCode(records, lookup, at);
  const begin = (person: string) =>
    register(
      {
        person,
        language: request.language,
        lookup,
        lookups,
        policy: { version, hash: shown.value.hash },
        confirm: newProof(secrets, { lifeMs: HANDLE_MS, long }, random, at),
        handle: Buffer.from(random(16)).toString('base64url'),
        known,
        heldFor: marked ? { why: 'robot', network: of } : undefined,
      },
      new Date(at).toISOString(),
    );
  return decideAgain(deps, {
    read: async () => accept(begin(newPersonId(random))),
    async decide(made) {
      const key = keyWrites(secrets, once, { person: made.body.person }, at);
      const commit = await createPerson(deps, { ...made, details: detailsOf(request) }, at, key);
      return written(commit, begunOf(secrets, made.body));
    },
    answered,
  });
}

const detailsOf = ({ email, name, phone, organisation }: RegistrationRequest) => ({
  email,
  name,
  ...(phone === undefined ? {} : { phone }),
  ...(organisation === undefined ? {} : { organisation }),
});
