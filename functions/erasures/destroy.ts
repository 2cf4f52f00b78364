import { latestEffect } from '../../shared/domain/consent/events.ts';
import { fold, heldConsents } from '../../shared/domain/consent/may.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import { commitCase } from '../../shared/records/case-file.ts';
import { consentChapter, type NewConsentEvent } from '../../shared/records/consents.ts';
import { destroyAllBut, type Rest } from '../../shared/records/destroy-person.ts';
import { listedWrites } from '../../shared/records/erased-lists.ts';
import { holdersOf } from '../../shared/records/holders.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { profileKind } from '../../shared/records/kinds/people.ts';
import { type Chapter, commitWithEvents } from '../../shared/records/ledger.ts';
import { type PersonFile, personChapter, personWrites } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { keyOf, keyText } from '../../shared/records/writes.ts';
import { backupDays } from '../../shared/settings.ts';
import { actWrite } from './act-of.ts';
import type { ErasureDeps } from './deps.ts';
import { meetRequest } from './meet-request.ts';
import type { Asked } from './wanted.ts';

const DAY_MS = 86_400_000;

/**
 * Destroys the data of a person (R7, S8): everything that goes by the registry of kinds and no hold keeps back. The profile
 * with its data key and what is left beside it goes in one write with the events – also that of the request, whose clock this
 * meets –, the act (order 179) and the entry of the list that leaves the account. The event in the chain, under an id that
 * says nothing, is also what is left over, or comes back with older tables, is compared with: the audit names it.
 * @param of the request that asked for it, if it was one; @param at epoch ms
 * @returns false when somebody else changed something meanwhile: the next run goes on
 */
export async function destroyPerson(
  file: PersonFile,
  of: Asked | undefined,
  at: number,
  deps: ErasureDeps,
): Promise<boolean> {
  const { body } = file;
  const { person } = body;
  // Before the records go that say who got the data.
  const holders = of === undefined ? [] : await holdersOf(deps)(person);
  const rest = await destroyAllBut(person, at, deps);
  if (rest === undefined) return false;
  const act = deps.newId();
  const told = of === undefined ? undefined : { reference: of.file.state.body.reference, run: of.run };
  const stays = await profileThatStays(file, rest, at, deps);
  const writes = [
    ...rest.writes,
    ...stays,
    await actWrite({ act, body, of: told, held: rest.held }, at, deps),
    ...listedWrites({ person, act, held: [...rest.held.rules.keys()] }, at, backupDays(deps.settings)),
  ];
  const chapters = chaptersOf(file, rest, { act, case: told?.reference }, at);
  if (of === undefined) return (await commitWithEvents(deps.records, deps.secrets, writes, chapters)).ok;
  const held = [...rest.held.rules.keys()];
  const done = { act, held, holders, newId: deps.newId, backupDays: backupDays(deps.settings) };
  const made = meetRequest(of, done, at);
  if (!made.ok) return false;
  return (await commitCase(deps, of.file, made.value, at, writes, chapters)) === 'ok';
}

function chaptersOf(
  { body }: PersonFile,
  rest: Rest,
  { act, case: reference }: { readonly act: string; readonly case: string | undefined },
  at: number,
): readonly Chapter[] {
  const { person, revision } = body;
  const { events } = rest.consents;
  const held = [...rest.held.rules.keys()].join();
  const destroyed: NewPersonEvent = {
    ...{ type: 'destroyed', by: 'system', revision: revision + 1 },
    reason: reference === undefined ? 'closed' : 'request',
    data: { act, ...(reference === undefined ? {} : { case: reference }), ...(held === '' ? {} : { held }) },
  };
  const isClosed = fold(events, latestEffect(events, at)).closed !== undefined;
  return [
    { ...personChapter(person, [...rest.events, destroyed], at), head: rest.head },
    // No withdrawal is invented: the chain says that the account was closed, and the check answers so (C4).
    ...(isClosed
      ? []
      : [
          {
            ...consentChapter(person, [closed(heldConsents(events, latestEffect(events, at)), at)]),
            head: rest.consents.head,
          },
        ]),
  ];
}

/** The end of a consent chain: it names what was consented to until then. */
const closed = (held: readonly string[], at: number): NewConsentEvent => ({
  type: 'closed',
  at: new Date(at).toISOString(),
  by: 'system',
  data: held.length === 0 ? {} : { ended: held.join(',') },
});

/** A profile that a hold keeps back waits for the end of the hold; it is used for nothing until then. */
async function profileThatStays(
  file: PersonFile,
  { writes, held }: Rest,
  at: number,
  deps: ErasureDeps,
): Promise<readonly Write[]> {
  const { body } = file;
  const own = keyText(keyFor(profileKind, body.person));
  if (writes.some((write) => keyText(keyOf(write)) === own) || body.closing === undefined) return [];
  const last =
    [...held.rules.values()]
      .map(({ until }) => until)
      .toSorted()
      .at(-1) ?? '';
  const due = new Date(Date.parse(last) + DAY_MS).toISOString();
  const waiting = { ...body, revision: body.revision + 1, closing: { ...body.closing, due } };
  return (await personWrites(deps, file, { body: waiting, events: [] }, at)).writes;
}
