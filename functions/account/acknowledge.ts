import { acknowledgement, type DocumentVersion } from '../../shared/domain/policy/versions.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { acknowledge } from '../../shared/domain/registration/profile.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readTextProof, sessionBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { listVersions } from '../../shared/records/documents.ts';
import { commitPerson, ownFile } from '../../shared/records/person-file.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';

/**
 * The version of the policy that must be acknowledged before the profile pages (P3), or undefined. Nothing else asks:
 * consents, sessions, requests, export and closing stay open.
 * @param at epoch ms
 */
export async function policyAsked(
  { policy }: Pick<ProfileBody, 'policy'>,
  at: number,
  { records }: Pick<OperationDeps, 'records'>,
): Promise<DocumentVersion | undefined> {
  return acknowledgement(await listVersions(records, 'policy'), policy.version, at);
}

/** The refusal of a profile page while a version waits to be acknowledged: says what changed and where to say yes. */
export const policyChanged = (asked: DocumentVersion, acknowledged: string) =>
  refuse('policy-changed', { data: { version: versionId(asked), acknowledged, acknowledge: '/me/policy' } });

/** Records that a version was acknowledged; said twice, it is recorded once. Refusals: `text-replaced`, `busy`. */
export async function acknowledgePolicy(
  person: Person,
  { version, proof }: { readonly version: string; readonly proof: string },
  at: number,
  deps: OperationDeps,
): Promise<Result<undefined>> {
  const versions = await knownVersions('policy', at, deps);
  const wanted = { form: 'account', bond: sessionBond(person), versions, version } as const;
  const shown = readTextProof(deps.secrets, proof, wanted, at);
  if (!shown.ok) return shown;
  return decideAgain(deps, {
    read: () => ownFile(person.id, at, deps),
    async decide(file) {
      if (file.body.policy.version === version) return accept(undefined);
      const { hash } = shown.value;
      const made = acknowledge(file.body, { version, hash }, new Date(at).toISOString());
      return written(await commitPerson(deps, file, made, at), undefined);
    },
  });
}
