import { latestEffect } from '../../shared/domain/consent/events.ts';
import { heldConsents } from '../../shared/domain/consent/may.ts';
import type { DestructionBody, DestructionReason } from '../../shared/domain/registration/destruction.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import { CLOSED_KINDS } from '../../shared/records/closing-plan.ts';
import { consentChapter, type NewConsentEvent, readConsents } from '../../shared/records/consents.ts';
import { deleting, keyFor, putNew, read } from '../../shared/records/kinds/kind.ts';
import { addressKind, destructionKind } from '../../shared/records/kinds/people.ts';
import { commitWithEvents, headOf } from '../../shared/records/ledger.ts';
import { openDetails, type PersonFile, personChapter } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { publishedOf, unpublished, unpublishing } from '../../shared/records/publications.ts';
import { sealJson } from '../../shared/records/sealing.ts';
import { endingSessions } from './lifecycle.ts';
import type { PeopleSweepDeps } from './sweep.ts';

const destroyed = (body: ProfileBody, reason: DestructionReason, act?: string): NewPersonEvent => ({
  type: 'destroyed',
  by: 'system',
  reason,
  revision: body.revision + 1,
  ...(act === undefined ? {} : { data: { act } }),
});

/** A registration that nobody confirmed goes, and its first letter and choices with it; only its chain of codes stays (R2). */
export async function destroyUnconfirmed(
  { stored, body }: PersonFile,
  at: number,
  { records, secrets }: PeopleSweepDeps,
): Promise<boolean> {
  const chapter = personChapter(body.person, [destroyed(body, 'unconfirmed')], at);
  return (await commitWithEvents(records, secrets, [deleting(stored.item)], [chapter])).ok;
}

/**
 * Destroys the data of an account that was closed (R7): profile with its data key, addresses, sessions and public fields go in one write
 * with the event and the act (order 179). The event in the chain, under an id that says nothing, is also what a restore of
 * older tables is compared with: a profile whose chain tells of its destruction fails the audit.
 */
export async function destroyClosed(
  { stored, body }: PersonFile,
  at: number,
  deps: PeopleSweepDeps,
): Promise<boolean> {
  const { records, secrets } = deps;
  const { person } = body;
  const act = deps.newId();
  // Before anything is listed: a sign-in or a publication from here on moves an end, and the next step lists anew.
  const last = await headOf(records, person);
  const published = await publishedOf(records, person);
  const { events, head } = await readConsents(deps, person);
  const held = heldConsents(events, latestEffect(events, at));
  const lookups = [body.lookup, ...(body.undo === undefined ? [] : [body.undo.lookup])];
  const addresses = await Promise.all(lookups.map((lookup) => read(records, addressKind, lookup, at)));
  const writes: readonly Write[] = [
    deleting(stored.item),
    ...addresses.flatMap((one) => (one?.body.person === person ? [deleting(one.item)] : [])),
    ...(await endingSessions(person, undefined, at, deps)),
    // What was public cannot be read from this instant on; its chain says so (R6).
    ...(await unpublishing(records, published, published, at)),
    putNew(destructionKind, { person, act }, await actOf(body, act, at, deps)),
  ];
  const chapters = [
    {
      ...personChapter(person, [...published.map(unpublished), destroyed(body, 'closed', act)], at),
      head: last,
    },
    // No withdrawal is invented: the chain says that the account was closed, and the check answers so (C4).
    { ...consentChapter(person, [closed(held, at)]), head },
  ];
  return (await commitWithEvents(records, secrets, writes, chapters)).ok;
}

/** The end of a consent chain: it names what was consented to until then. */
const closed = (held: readonly string[], at: number): NewConsentEvent => ({
  type: 'closed',
  at: new Date(at).toISOString(),
  by: 'system',
  data: held.length === 0 ? {} : { ended: held.join(',') },
});

/** The act names the person under a data key of its own: it outlives the profile's (order 179, p. 3). */
async function actOf(
  body: ProfileBody,
  act: string,
  at: number,
  deps: PeopleSweepDeps,
): Promise<DestructionBody> {
  const { person } = body;
  const { name } = await openDetails(deps, body);
  const { key, wrapped } = await deps.wrapper.generate({ purpose: 'proof', id: act });
  const place = { key: keyFor(destructionKind, { person, act }), field: 'sealed' };
  return {
    act,
    person,
    at: new Date(at).toISOString(),
    why: 'closed',
    what: CLOSED_KINDS.map((kind) => kind.name),
    how: 'deleted-with-key',
    system: deps.settings.deployment,
    by: 'system',
    key: new Uint8Array(wrapped),
    sealed: new Uint8Array(sealJson(key, place, { name })),
  };
}
