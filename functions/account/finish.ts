import type { FinishRequest, UnfinishedView } from '../../shared/api/account.ts';
import { unconfirmedUntil } from '../../shared/domain/registration/person.ts';
import { finished } from '../../shared/domain/registration/register.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { serveVersion } from '../../shared/identity/serve-text.ts';
import { readTextProof, sessionBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { commitPerson, openDetails, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import { servingTo } from './serving.ts';

/** The registration of which only the address is proven. Refusals: `no-account`, `registration-finished`. */
async function unfinishedFile(person: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> {
  const file = await readPerson(deps, person, at);
  if (file === undefined || file.body.state === 'unconfirmed') return refuse('no-account');
  return file.body.state === 'proved' ? accept(file) : refuse('registration-finished');
}

/**
 * What was typed when the address was registered, for its owner to read, and the policy that she would acknowledge (R1).
 * None of it is hers yet. Refusals: `no-account`, `registration-finished`.
 * @param at epoch ms
 */
export async function unfinishedRegistration(
  person: Person,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<Result<UnfinishedView>> {
  const file = await unfinishedFile(person.id, at, deps);
  if (!file.ok) return file;
  const { body } = file.value;
  const [{ email, name, phone, organisation }, policy] = await Promise.all([
    openDetails(deps, body, 'own-view', at),
    serveVersion('policy', servingTo({ language, person }), at, deps),
  ]);
  return accept({
    email,
    typed: { name, phone, organisation, language: body.language },
    registeredAt: body.registeredAt,
    provedAt: body.provedAt ?? body.registeredAt,
    until: unconfirmedUntil(body),
    policy,
  });
}

/** Who makes the account, of what. */
export interface Finishing {
  readonly person: Person;
  readonly request: FinishRequest;
  readonly once?: IdempotentRequest | undefined;
}

/**
 * Makes the account of a proven address (R1): with the details that its owner sends now, in a session of her own, by her own
 * choice and under the policy that was shown to her. What somebody typed before is overwritten, and no consent comes along.
 * Refusals: `text-replaced`, `no-account`, `registration-finished`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function finishRegistration(
  { person, request, once }: Finishing,
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> {
  const { name, phone, organisation, language } = request;
  const answered = () => toldBefore(once, at, deps, () => undefined);
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: () => unfinishedFile(person.id, at, deps),
      async decide(file) {
        const versions = await knownVersions('policy', at, deps);
        const { version, proof } = request.policy;
        const wanted = { form: 'account', bond: sessionBond(person), versions, version } as const;
        const shown = readTextProof(deps.secrets, proof, wanted, at);
        if (!shown.ok) return shown;
        const { email } = await openDetails(deps, file.body, 'own-change', at);
        const policy = { version, hash: shown.value.hash };
        const own = { name, phone, organisation, language, policy };
        const made = finished(file.body, email, own, new Date(at).toISOString());
        const writes = keyWrites(deps.secrets, once, { person: person.id }, at);
        return written(await commitPerson(deps, file, made, at, { writes }), undefined);
      },
      answered,
    })
  );
}
