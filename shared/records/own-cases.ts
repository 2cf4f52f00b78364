import type { CaseBody } from '../domain/cases/case.ts';
import { disclosesItself } from '../domain/requests/disclosing.ts';
import type { RequestBody } from '../domain/requests/standing.ts';
import { ownCaseKind } from './kinds/cases.ts';
import { putNew, type Standing, storedOf } from './kinds/kind.ts';
import { PERSON, personPartition } from './kinds/partitions.ts';
import type { Records, Write } from './port.ts';
import { allOf } from './walk.ts';

/** Why the outbox looks at a case of somebody: what they asked for is to be disclosed at once (S3, S6). */
export const DISCLOSE = 'disclose';

/** What the program owes at once to the person whose case this is now; the door of the group `export` does it. */
const owed = (body: CaseBody, at: string): Standing =>
  body.kind === 'request' && disclosesItself(body as RequestBody)
    ? { todo: { group: 'export', at, why: DISCLOSE } }
    : {};

/**
 * The writes of a change by which it becomes known whose a case is: that it is theirs, and – where they asked in their session,
 * with a code, what is held – the intent to disclose it (G1). They go with the case's own commit; nobody else writes them.
 * @param before whose it was known to be before the change
 * @param at ISO instant
 */
export const ownCaseWrites = (body: CaseBody, before: string | undefined, at: string): readonly Write[] =>
  body.person === undefined || body.person === before
    ? []
    : [
        putNew(
          ownCaseKind,
          { person: body.person, reference: body.reference },
          { person: body.person, reference: body.reference, since: at },
          owed(body, at),
        ),
      ];

/** References of all cases that are known to be a person's (strongly consistent), oldest reference first. */
export async function casesOwnedBy(
  records: Pick<Records, 'query'>,
  person: string,
): Promise<readonly string[]> {
  const items = await allOf(records, 'cases', personPartition(person), 'CASE#');
  return items.map((item) => storedOf(ownCaseKind, item).body.reference);
}

/** The person and the reference that the key of such a record names; undefined for any other. */
export function ownCaseAt({ pk, sk }: { readonly pk: string; readonly sk: string }) {
  const person = PERSON.owner(pk);
  const reference = sk.startsWith('CASE#') ? sk.slice('CASE#'.length) : undefined;
  return person === undefined || reference === undefined ? undefined : { person, reference };
}
