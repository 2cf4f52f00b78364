import {
  type Condition,
  conditionsCode,
  conditionsOf,
  DISTRIBUTION,
  type PublicField,
} from '../../shared/domain/consent/distribution.ts';
import { may } from '../../shared/domain/consent/may.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readTextProof, sessionBond } from '../../shared/http/text-proof.ts';
import type { Person } from '../../shared/http/types.ts';
import { type ActDeps, tryAct } from '../../shared/records/consent-acts.ts';
import { readConsents } from '../../shared/records/consents.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { putNew, putNext } from '../../shared/records/kinds/kind.ts';
import {
  type PublishedBody,
  publicPageKind,
  publishedKind,
} from '../../shared/records/kinds/publications.ts';
import { eventWrites, headOf } from '../../shared/records/ledger.ts';
import { openDetails, ownFile, type PersonDeps } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import {
  newPublicId,
  openPublic,
  publishedOf,
  sealPublic,
  unpublishing,
} from '../../shared/records/publications.ts';
import { bookWith } from '../../shared/records/purpose-book.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What publishing needs. */
export interface PublishDeps extends PersonDeps, ActDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}

/** One field to be made public, with the document that was read. */
export interface Publishing {
  readonly person: Person;
  readonly field: PublicField;
  readonly text: string;
  readonly proof: string;
  readonly conditions: readonly Condition[];
  /** Idempotency key of the request, if it has one (G3). */
  readonly key?: string | undefined;
}

/** How often is read and decided anew when others change the same records at the same instant. */
export const TRIES = 5;

/**
 * Makes a field public (R6): the consent, the sealed copy of the value as it stands now, and the event that says so are
 * one transaction, so the conditions are published with the data at once (152-FZ art. 10.1(10) gives three working days).
 * What stands so already is not recorded again, and the same request never acts twice: a form that comes again after the
 * field was taken back publishes nothing (G3). Refusals: those of {@link ownFile}, `field-empty`, `text-replaced`,
 * `idempotency-mismatch`, those of `decideConsent`, `busy`.
 * @param at epoch ms
 */
export async function publish(asked: Publishing, at: number, deps: PublishDeps): Promise<Result<undefined>> {
  const { field } = asked;
  const person = asked.person.id;
  const once = keyedOf(asked);
  const replayed = await answeredBefore(once, at, deps);
  if (replayed !== undefined) return replayed.ok ? accept(undefined) : replayed;
  const used = keyWrites(deps.secrets, once, { done: true }, at);
  const versions = await knownVersions(DISTRIBUTION, at, deps);
  const wanted = { form: 'account', bond: sessionBond(asked.person), versions, version: asked.text } as const;
  const proven = readTextProof(deps.secrets, asked.proof, wanted, at);
  if (!proven.ok) return proven;
  const { version, hash, language, mac, served, at: seen } = proven.value;
  const command = {
    ...({ act: 'give', purpose: DISTRIBUTION, by: 'person', channel: 'web', form: 'account' } as const),
    ...{ field, language, conditions: conditionsCode(asked.conditions) },
    text: { version, hash, shown: new Date(seen).toISOString(), proof: mac, served },
    // Said again on purpose: another value of the same field is another consent (C2), although its text is the same.
    givenAt: new Date(at).toISOString(),
  };
  const reading = { ...deps, book: bookWith(deps.book, DISTRIBUTION, versions) };
  for (let tries = 0; tries < TRIES; tries += 1) {
    // Before the value is read: a change of the profile from here on moves the end of the chain, and the new value counts.
    const head = await headOf(deps.records, person);
    const file = await ownFile(person, at, deps);
    if (!file.ok) return file;
    const value = (await openDetails(deps, file.value.body))[field];
    if (value === undefined) return refuse('field-empty');
    const standing = await publishedOf(deps.records, person);
    const before = standing.find(({ body }) => body.field === field);
    if (before !== undefined && (await isSame(before.body, value, command.conditions, at, reading))) {
      // The key is used up all the same, or the request would act when it comes again. Used meanwhile, it was this request.
      if (used.length > 0) await deps.records.commit(used);
      return accept(undefined);
    }
    const page = standing[0]?.body.page ?? newPublicId(deps.random);
    const sealed = await sealPublic(deps, { person, page, field }, value);
    const acted = await tryAct(reading, person, command, at, (event) => {
      const since = new Date(at).toISOString();
      const conditions = [...conditionsOf(command.conditions)];
      const body: PublishedBody = { ...{ person, page, field, event, since, conditions }, ...sealed };
      const told = { at: since, type: 'published', by: 'person', data: { field, event } };
      return [
        before === undefined ? putNew(publishedKind, body, body) : putNext(publishedKind, before, body),
        ...(standing.length === 0 ? [putNew(publicPageKind, page, { person })] : []),
        ...eventWrites(deps.secrets, head, [told]).writes,
        ...used,
      ];
    });
    if (acted !== undefined) return acted.ok ? accept(undefined) : acted;
    const again = await answeredBefore(once, at, deps);
    if (again !== undefined) return again.ok ? accept(undefined) : again;
  }
  return refuse('busy');
}

/** The request as its key knows it (G3): the form and its JSON twin are one. */
const keyedOf = ({ person, field, text, conditions, key }: Publishing): IdempotentRequest | undefined =>
  key === undefined
    ? undefined
    : {
        route: 'publish',
        who: person.id,
        key,
        body: { field, text, conditions: conditionsCode(conditions) },
      };

/** Whether this value is public under these conditions already, by a consent that holds. */
async function isSame(
  before: PublishedBody,
  value: string,
  conditions: string,
  at: number,
  deps: PublishDeps,
): Promise<boolean> {
  const { person, field } = before;
  if (conditionsCode(before.conditions) !== conditions) return false;
  const [{ events }, versions, opened] = await Promise.all([
    readConsents(deps, person),
    deps.book.versions(DISTRIBUTION),
    openPublic(deps, before),
  ]);
  const facts = deps.book.facts(DISTRIBUTION);
  return opened === value && may(events, { purpose: DISTRIBUTION, field, at, facts, versions }).allowed;
}

/**
 * Takes a field back at once (R6, C3): the consent is withdrawn and the copy deleted in one transaction, with the public
 * page if nothing else stands there. Never refused for its form. Refusal: `busy`.
 * @param at epoch ms
 */
export async function takeBack(
  { person, field }: { readonly person: string; readonly field: PublicField },
  at: number,
  deps: PublishDeps,
): Promise<Result<undefined>> {
  const command = {
    ...({ act: 'withdraw', purpose: DISTRIBUTION, by: 'person', channel: 'web', form: 'account' } as const),
    field,
  };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const standing = await publishedOf(deps.records, person);
    const gone = standing.filter(({ body }) => body.field === field);
    const head = await headOf(deps.records, person);
    const told = { at: new Date(at).toISOString(), type: 'unpublished', by: 'person', data: { field } };
    const writes: readonly Write[] =
      gone.length === 0
        ? []
        : [
            ...(await unpublishing(deps.records, gone, standing, at)),
            ...eventWrites(deps.secrets, head, [told]).writes,
          ];
    const acted = await tryAct(deps, person, command, at, () => writes);
    if (acted === undefined) continue;
    if (!acted.ok) return acted;
    // Withdrawn before, by phone or for all fields at once: then only the copy is left to be taken away.
    if (acted.value.kind === 'record' || writes.length === 0) return accept(undefined);
    if ((await deps.records.commit(writes)).ok) return accept(undefined);
  }
  return refuse('busy');
}
