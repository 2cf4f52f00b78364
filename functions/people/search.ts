import type { PeopleFound, PersonSearch } from '../../shared/api/people.ts';
import { readReasonOf } from '../../shared/domain/cases/reasons.ts';
import { lookupOf } from '../../shared/records/case-file.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { casesOf } from '../../shared/records/found-cases.ts';
import { keyFor, storedOf } from '../../shared/records/kinds/kind.ts';
import { addressKind } from '../../shared/records/kinds/people.ts';
import { reasonSealOf } from '../../shared/records/open-person.ts';
import { personOf, readPerson } from '../../shared/records/person-file.ts';
import { isPersonId } from '../../shared/records/person-ids.ts';
import { recordLook, recordRead } from '../../shared/records/record-read.ts';
import { parseReference } from '../../shared/records/references.ts';

/** Chain of searches that found nobody: who asked, when and why – never for which address. */
export const SEARCHES = 'searches';

/** A search of a member of staff. */
export interface Search {
  readonly wanted: PersonSearch;
  /** OIDC subject. */
  readonly sub: string;
}

/** By what somebody was looked for; goes into the ledger, what was typed does not. */
type By = 'email' | 'person' | 'case' | 'none';

/**
 * Finds a person by exact address, id or case (D1), by an address also the cases that it posted. Every search is in the
 * ledger before it is answered: on the person's chain, or on {@link SEARCHES} where there is nobody (G10). Throws `RecordsUnavailable` when it cannot be written.
 * @param at epoch ms
 */
export async function searchPeople(
  { wanted, sub }: Search,
  at: number,
  deps: StaffDeps,
): Promise<PeopleFound> {
  const { by, person } = await lookUp(wanted, at, deps);
  const cases = wanted.email === undefined ? [] : [...(await casesOf(deps, wanted.email))];
  const file = person === undefined ? undefined : await readPerson(deps, person, at);
  const reason = readReasonOf(wanted.reason);
  const asked = { by: `staff:${sub}` as const, reason, data: { by } };
  if (file === undefined) {
    await recordLook(deps, { subject: SEARCHES, type: 'searched', ...asked }, at);
    return { items: [], cases };
  }
  const { body } = file;
  await recordRead(
    deps,
    await reasonSealOf(deps, body),
    { subject: body.person, type: 'searched', ...asked },
    at,
  );
  return { items: [{ person: body.person, state: body.state }], cases };
}

async function lookUp(
  { email, reference = '' }: PersonSearch,
  at: number,
  deps: StaffDeps,
): Promise<{ readonly by: By; readonly person?: string | undefined }> {
  if (email !== undefined) return { by: 'email', person: await personOf(deps, email, at) };
  const id = reference.toUpperCase();
  if (isPersonId(id)) return { by: 'person', person: id };
  const found = parseReference(reference);
  return found === undefined ? { by: 'none' } : { by: 'case', person: await posterOf(found, at, deps) };
}

/** Whose address a case came from, if its owner has an account. The case itself stays closed. */
async function posterOf(reference: string, at: number, { records }: StaffDeps): Promise<string | undefined> {
  const lookup = await lookupOf({ records }, reference, at);
  if (lookup === undefined) return undefined;
  const item = await records.get(keyFor(addressKind, lookup), at);
  const body = item && storedOf(addressKind, item).body;
  return body?.until === undefined ? body?.person : undefined;
}
