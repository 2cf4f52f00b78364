import type { ChoiceRequest } from '../../shared/api/registration.ts';
import type { Choice } from '../../shared/domain/registration/person.ts';
import { keepChoice } from '../../shared/domain/registration/register.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { challengeBond, readTextProof } from '../../shared/identity/text-proof.ts';
import { FORMS } from '../../shared/policy/form-fields.ts';
import type { ConsentPurpose } from '../../shared/policy/purposes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { commitPerson } from '../../shared/records/person-file.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import { registrationOf } from './find.ts';

/** Whether the consent follows the registration; others are given elsewhere, with fields and conditions of their own. */
export const asksFor = (purpose: ConsentPurpose): boolean =>
  FORMS.registration.consents.some((asked) => asked === purpose);

/**
 * Keeps a consent given or refused with a registration until its code comes back to the same browser (C2, C7): with the
 * letter's link it lapses. The same request acts once: a
 * yes that comes again after a no changes nothing (G3). A no needs no key, and no key stands in its way.
 */
export async function keepConsent(
  challenge: string,
  request: ChoiceRequest,
  at: number,
  deps: OperationDeps,
  asked?: IdempotentRequest,
): Promise<Result<undefined>> {
  const { purpose, act, text, proof } = request;
  if (!asksFor(purpose)) return refuse('unknown-purpose', { field: 'purpose', data: { purpose } });
  const once = act === 'give' ? asked : undefined;
  const answered = () => toldBefore(once, at, deps, () => undefined);
  const before = await answered();
  if (before !== undefined) return before;
  const versions = await knownVersions(purpose, at, deps);
  return decideAgain(deps, {
    read: () => registrationOf(challenge, at, deps),
    async decide(file) {
      const wanted = {
        form: 'registration',
        bond: challengeBond(challenge),
        versions,
        version: text,
      } as const;
      const shown = readTextProof(deps.secrets, proof, wanted, at);
      if (!shown.ok) return shown;
      const { hash, language, mac, served, at: seen } = shown.value;
      const choice: Choice = {
        ...{ purpose, act, text, hash, language, proof: mac, served },
        shown: new Date(seen).toISOString(),
        at: new Date(at).toISOString(),
      };
      const body = keepChoice(file.body, choice);
      const writes = keyWrites(deps.secrets, once, { person: body.person }, at);
      return written(await commitPerson(deps, file, { body, events: [] }, at, { writes }), undefined);
    },
    answered,
  });
}
