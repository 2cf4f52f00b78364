import type { PublicView } from '../../shared/api/publication.ts';
import { DISTRIBUTION, PUBLIC_FIELDS } from '../../shared/domain/consent/distribution.ts';
import { effectiveAt } from '../../shared/domain/consent/events.ts';
import { may } from '../../shared/domain/consent/may.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type PurposeBook, readConsents } from '../../shared/records/consents.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { publicPageKind } from '../../shared/records/kinds/publications.ts';
import { readPerson } from '../../shared/records/person-file.ts';
import type { Records } from '../../shared/records/port.ts';
import { isPublicId, openPublic, publishedOf } from '../../shared/records/publications.ts';
import type { Wrapper } from '../../shared/records/sealing.ts';

/** What the public page needs: it can open published values and nothing else. */
export interface PublicDeps {
  readonly records: Records;
  readonly wrapper: Wrapper;
  readonly book: PurposeBook;
}

/**
 * What anyone may read of a person at this moment (R6, C4): a field is shown only if the consent to its distribution
 * holds now – not withdrawn by whatever way, not expired, not blocked – and the account is there. Refusal: `not-found`,
 * also for a page without a field that may be shown.
 * @param at epoch ms
 */
export async function showPublic(page: string, at: number, deps: PublicDeps): Promise<Result<PublicView>> {
  const { records, book } = deps;
  if (!isPublicId(page)) return refuse('not-found');
  const person = (await read(records, publicPageKind, page, at))?.body.person;
  if (person === undefined) return refuse('not-found');
  const [file, published, { events }, versions] = await Promise.all([
    readPerson(deps, person, at),
    publishedOf(records, person),
    readConsents(deps, person),
    book.versions(DISTRIBUTION),
  ]);
  const facts = book.facts(DISTRIBUTION);
  // What is recorded counts, also from a function whose clock is a little ahead.
  const now = events.reduce((latest, event) => Math.max(latest, effectiveAt(event)), at);
  const asked = { purpose: DISTRIBUTION, at: now, facts, versions };
  const allowed = published.filter(
    ({ body }) => body.page === page && may(events, { ...asked, field: body.field }).allowed,
  );
  if (file === undefined || allowed.length === 0) return refuse('not-found');
  const fields = await Promise.all(
    allowed.map(async ({ body }) => ({
      ...{ field: body.field, since: body.since, conditions: body.conditions },
      value: await openPublic(deps, body, 'public-page', at),
    })),
  );
  const order = (field: (typeof PUBLIC_FIELDS)[number]) => PUBLIC_FIELDS.indexOf(field);
  return accept({ fields: fields.toSorted((a, b) => order(a.field) - order(b.field)) });
}
