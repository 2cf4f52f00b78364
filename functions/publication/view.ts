import { type PublicationView, publicPage } from '../../shared/api/publication.ts';
import { DISTRIBUTION, PUBLIC_FIELDS } from '../../shared/domain/consent/distribution.ts';
import { isAct } from '../../shared/domain/consent/events.ts';
import { may } from '../../shared/domain/consent/may.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { consentEventId, readConsents } from '../../shared/records/consents.ts';
import { openDetails, ownFile } from '../../shared/records/person-file.ts';
import { openPublic, publishedOf } from '../../shared/records/publications.ts';
import type { PublishDeps } from './publish.ts';

/** What of a person's profile is public, for its owner (R6). Refusals: those of {@link ownFile}. */
export async function viewPublication(
  person: string,
  at: number,
  deps: PublishDeps,
): Promise<Result<PublicationView>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const [details, published, { events }, versions] = await Promise.all([
    openDetails(deps, file.value.body, 'own-view', at),
    publishedOf(deps.records, person),
    readConsents(deps, person),
    deps.book.versions(DISTRIBUTION),
  ]);
  const facts = deps.book.facts(DISTRIBUTION);
  const fields = await Promise.all(
    PUBLIC_FIELDS.map(async (field) => {
      const value = details[field];
      const own = value === undefined ? {} : { value };
      const stands = published.find(({ body }) => body.field === field)?.body;
      if (stands === undefined) return { field, ...own };
      const { since, conditions, event } = stands;
      const act = events.find(({ n }) => n === event);
      const until = act !== undefined && isAct(act) ? act.data.until : undefined;
      const { allowed } = may(events, { purpose: DISTRIBUTION, field, at, facts, versions });
      return {
        ...{ field, ...own },
        published: {
          ...{ value: await openPublic(deps, stands, 'own-view', at), since, conditions, shown: allowed },
          event: consentEventId(person, event),
          ...(until === undefined ? {} : { until }),
        },
      };
    }),
  );
  const page = published[0]?.body.page;
  const url =
    page === undefined ? null : `${deps.settings.baseUrl}${publicPage.path.replace('{page}', page)}`;
  return accept({ url, fields });
}
