import { latestEffect } from '../../shared/domain/consent/events.ts';
import { heldConsents } from '../../shared/domain/consent/may.ts';
import type { DestructionBody, DestructionReason } from '../../shared/domain/registration/destruction.ts';
import type { NewPersonEvent } from '../../shared/domain/registration/events.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import {
  type ConsentHistory,
  consentChapter,
  type NewConsentEvent,
  readConsents,
} from '../../shared/records/consents.ts';
import { goingKinds, nextStep, type Step } from '../../shared/records/erasing.ts';
import { keyFor, putNew } from '../../shared/records/kinds/kind.ts';
import { destructionKind, proofContext } from '../../shared/records/kinds/people.ts';
import { commitWithEvents, type Head, headOf } from '../../shared/records/ledger.ts';
import { openDetails, type PersonFile, personChapter } from '../../shared/records/person-file.ts';
import { sealJson } from '../../shared/records/sealing.ts';
import type { PeopleSweepDeps } from './deps.ts';

const destroyed = (body: ProfileBody, reason: DestructionReason, act?: string): NewPersonEvent => ({
  type: 'destroyed',
  by: 'system',
  reason,
  revision: body.revision + 1,
  ...(act === undefined ? {} : { data: { act } }),
});

/**
 * A registration of which no account was made goes, with all that is its own – where its address was proven, that is free
 * again, and sessions end; only its chain of codes stays (R2).
 */
export async function destroyUnconfirmed(
  { body }: PersonFile,
  at: number,
  deps: PeopleSweepDeps,
): Promise<boolean> {
  const { records, secrets } = deps;
  const rest = await destroyAllBut(body.person, at, deps);
  if (rest === undefined) return false;
  const chapter = personChapter(body.person, [...rest.events, destroyed(body, 'unconfirmed')], at);
  return (await commitWithEvents(records, secrets, rest.writes, [{ ...chapter, head: rest.head }])).ok;
}

/**
 * Destroys the data of an account that was closed (R7): everything that goes with the person by the registry of kinds. The
 * profile with its data key and what is left beside it goes in one write with the event and the act (order 179). The event
 * in the chain, under an id that says nothing, is also what is left over, or comes back with older tables, is compared
 * with: the audit names it.
 */
export async function destroyClosed(
  { body }: PersonFile,
  at: number,
  deps: PeopleSweepDeps,
): Promise<boolean> {
  const { records, secrets } = deps;
  const { person } = body;
  const act = deps.newId();
  const rest = await destroyAllBut(person, at, deps);
  if (rest === undefined) return false;
  const held = heldConsents(rest.consents.events, latestEffect(rest.consents.events, at));
  const chapters = [
    { ...personChapter(person, [...rest.events, destroyed(body, 'closed', act)], at), head: rest.head },
    // No withdrawal is invented: the chain says that the account was closed, and the check answers so (C4).
    { ...consentChapter(person, [closed(held, at)]), head: rest.consents.head },
  ];
  const proof = putNew(destructionKind, { person, act }, await actOf(body, act, at, deps));
  return (await commitWithEvents(records, secrets, [...rest.writes, proof], chapters)).ok;
}

/** What is left for the last transaction, and the ends of the chains before it was listed. */
interface Rest extends Step {
  readonly head: Head;
  readonly consents: ConsentHistory;
}

/**
 * Destroys what goes with a person but for the last step, in transactions of their own: who dies between two of them leaves a
 * profile that is still due, and the next run goes on. Undefined when somebody else changed something meanwhile.
 */
async function destroyAllBut(person: string, at: number, deps: PeopleSweepDeps): Promise<Rest | undefined> {
  const { records, secrets } = deps;
  for (;;) {
    // Before anything is listed: a sign-in or a publication from here on moves an end, and the next run lists anew.
    const head = await headOf(records, person);
    const consents = await readConsents(deps, person);
    const step = await nextStep(records, { to: 'person', id: person }, at);
    if (step.last) return { ...step, head, consents };
    const chapter = { ...personChapter(person, step.events, at), head };
    if (!(await commitWithEvents(records, secrets, step.writes, [chapter])).ok) return undefined;
  }
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
  const { name } = await openDetails(deps, body, 'destruction', at);
  const { key, wrapped } = await deps.wrapper.generate(proofContext(act));
  const place = { key: keyFor(destructionKind, { person, act }), field: 'sealed' };
  return {
    act,
    person,
    at: new Date(at).toISOString(),
    why: 'closed',
    what: goingKinds('person').map((kind) => kind.name),
    how: 'deleted-with-key',
    system: deps.settings.deployment,
    by: 'system',
    key: new Uint8Array(wrapped),
    sealed: new Uint8Array(sealJson(key, place, { name })),
  };
}
