import { DISTRIBUTION } from '../../shared/domain/consent/distribution.ts';
import { latestEffect } from '../../shared/domain/consent/events.ts';
import { heldConsents } from '../../shared/domain/consent/may.ts';
import { unpublishedEvent } from '../../shared/domain/registration/events.ts';
import { readConsents } from '../../shared/records/consents.ts';
import type { Records } from '../../shared/records/port.ts';
import { publishedOf, unpublishing } from '../../shared/records/publications.ts';
import type { Destroyer, SettleDeps } from './settle-duties.ts';

/**
 * What is stored on a consent alone, by purpose: so far the published copies of fields. Those whose consent was withdrawn by
 * another way than the page that takes them back – by phone, on paper, for the whole purpose – are hidden at once and
 * destroyed here (C5, R6). A field consented to since stays; so does one that a block hides.
 */
export const destroyersOf = (deps: {
  readonly records: Records;
}): SettleDeps['destroyers'] & { readonly [DISTRIBUTION]: Destroyer } => ({
  [DISTRIBUTION]: async ({ person, field }, at) => {
    const standing = await publishedOf(deps.records, person);
    const { events } = await readConsents(deps, person);
    const held = heldConsents(events, latestEffect(events, at));
    const gone = standing.filter(
      ({ body }) => (field ?? body.field) === body.field && !held.includes(`${DISTRIBUTION}/${body.field}`),
    );
    return {
      writes: await unpublishing(deps.records, gone, standing, at),
      events: gone.map(({ body }) => unpublishedEvent(body.field)),
    };
  },
});
