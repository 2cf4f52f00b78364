import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { holdUntil } from '../../shared/domain/registration/address.ts';
import { openContact, readCase } from '../../shared/records/case-file.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { casesOf } from '../../shared/records/found-cases.ts';
import { casesOwnedBy } from '../../shared/records/own-cases.ts';
import type { Subject } from '../../shared/records/owned.ts';
import { openDetails, readPerson } from '../../shared/records/person-file.ts';

type Request = KnownCase<'request'>;

/** Whose records an export holds. */
export interface Scope {
  readonly person?: string;
  /** In the order in which the export tells of them: the person, then cases by reference. */
  readonly subjects: readonly Subject[];
}

/**
 * What is disclosed to who asked in a case (S3, S6, S9): the records of the person that it is known to be of, their cases, and
 * the claims that came from the very address that was proven. Who proves a mailbox by a code may see on the status page of such a
 * claim what was typed and answered (K1), so this tells them nothing that they could not read; a request of somebody else that
 * names the address, unproven, is never among it, for nobody knows who typed it.
 * @param at epoch ms
 */
export async function scopeOf(request: Request, at: number, deps: RecordDeps): Promise<Scope> {
  const { person, reference } = request;
  const owned = person === undefined ? [] : await casesOwnedBy(deps.records, person);
  const addresses = await provenAddresses(request, at, deps);
  const sent = await Promise.all(addresses.map((address) => casesOf(deps, address)));
  const others = sent.flat().filter((one) => one !== reference && !owned.includes(one));
  const bodies = await Promise.all(others.map((one) => readCase(deps, one, at)));
  const theirs = bodies.flatMap((file) => {
    const body = file?.state.body;
    return body !== undefined && isTheirs(body, person) ? [body.reference] : [];
  });
  const cases = [...new Set([reference, ...owned, ...theirs])].toSorted();
  return {
    ...(person === undefined ? {} : { person }),
    subjects: [
      ...(person === undefined ? [] : [{ to: 'person', id: person } as const]),
      ...cases.map((id) => ({ to: 'case', id }) as const),
    ],
  };
}

/** Of what came from a proven address: a claim, unless it is known to be another's; a request only when it was proven too. */
const isTheirs = (body: KnownCase, person: string | undefined): boolean =>
  (body.person === undefined || body.person === person) &&
  (body.kind === 'claim' ||
    (body.kind === 'request' && body.own.by === 'subject' && body.own.proof.state === 'proven'));

/**
 * The addresses that are proven to be theirs: the one on file, and the one before as long as it is known; without an account that
 * of the request, by a code sent there.
 */
async function provenAddresses(
  { person, reference, own: { by, proof } }: Request,
  at: number,
  deps: RecordDeps,
): Promise<readonly string[]> {
  if (person !== undefined) {
    const file = await readPerson(deps, person, at);
    if (file === undefined) return [];
    const { email, oldEmail } = await openDetails(deps, file.body, 'own-view', at);
    // While a change is held the old address may be somebody else's than who holds the new one (R5).
    return [email, ...(oldEmail === undefined || holdUntil(file.body, at) !== undefined ? [] : [oldEmail])];
  }
  if (by !== 'subject' || proof.state !== 'proven' || proof.how !== 'code') return [];
  const email = (await openContact(deps, reference, 'own-view', at))?.contact?.email;
  return email === undefined ? [] : [email];
}
