import type { ConsentCommand } from '../../shared/domain/consent/decide.ts';
import {
  type Condition,
  conditionsCode,
  conditionsOf,
  DISTRIBUTION,
  type PublicField,
} from '../../shared/domain/consent/distribution.ts';
import { may } from '../../shared/domain/consent/may.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readTextProof, sessionBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import { type ActDeps, decideAct, recordAct } from '../../shared/records/consent-acts.ts';
import { readConsents } from '../../shared/records/consents.ts';
import { decideAgain, type Outcome, withAnswer } from '../../shared/records/decide-again.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { putNew, putNext } from '../../shared/records/kinds/kind.ts';
import {
  type PublishedBody,
  publicPageKind,
  publishedKind,
} from '../../shared/records/kinds/publications.ts';
import { type Head, headOf } from '../../shared/records/ledger.ts';
import { openDetails, ownFile, personChapter } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { newPublicId, openPublic, publishedOf, sealPublic } from '../../shared/records/publications.ts';
import { bookWith } from '../../shared/records/purpose-book.ts';
import type { RandomBytes } from '../../shared/records/secrets.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What publishing needs. */
export interface PublishDeps extends RecordDeps, ActDeps {
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
  const answered = () => toldBefore(once, at, deps, () => undefined);
  const before = await answered();
  if (before !== undefined) return before;
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
  const used = keyWrites(deps.secrets, once, { done: true }, at);
  return decideAgain(deps, {
    read: () => publicAndOwn({ person, field }, at, deps),
    decide: (own) => makePublic(own, command, used, at, reading),
    answered,
  });
}

/** What a publication is decided on: the value that the person has, and what is public of them. */
interface PublicAndOwn {
  readonly person: string;
  readonly field: PublicField;
  readonly value: string;
  readonly standing: Awaited<ReturnType<typeof publishedOf>>;
  /** End of the person's chain before the value was read. */
  readonly head: Head;
}

async function publicAndOwn(
  { person, field }: Pick<PublicAndOwn, 'person' | 'field'>,
  at: number,
  deps: PublishDeps,
): Promise<Result<PublicAndOwn>> {
  // Before the value is read: a change of the profile from here on moves the end of the chain, and the new value counts.
  const head = await headOf(deps.records, person);
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const value = (await openDetails(deps, file.value.body, 'publication', at))[field];
  if (value === undefined) return refuse('field-empty');
  return accept({ person, field, value, standing: await publishedOf(deps.records, person), head });
}

/** The consent, the sealed copy and what tells of both, in one commit. */
async function makePublic(
  { person, field, value, standing, head }: PublicAndOwn,
  command: ConsentCommand & { readonly conditions: string },
  used: readonly Write[],
  at: number,
  deps: PublishDeps,
): Promise<Outcome<undefined>> {
  const before = standing.find(({ body }) => body.field === field);
  if (before !== undefined && (await isSame(before.body, value, command.conditions, at, deps))) {
    // The key is used up all the same, or the request would act when it comes again. Used meanwhile, it was this request.
    if (used.length > 0) await deps.records.commit(used);
    return accept(undefined);
  }
  const act = await decideAct(deps, person, command, at);
  if (!act.ok) return act;
  // A no that counts from later stands: nothing becomes public, and the key is used up.
  if (act.value.kind === 'stands')
    return withAnswer(await recordAct(deps, act.value, { writes: used }), undefined);
  const { event } = act.value;
  const page = standing[0]?.body.page ?? newPublicId(deps.random);
  const sealed = await sealPublic(deps, { person, page, field }, value);
  const since = new Date(at).toISOString();
  const conditions = [...conditionsOf(command.conditions)];
  const body: PublishedBody = { ...{ person, page, field, event, since, conditions }, ...sealed };
  const writes = [
    before === undefined ? putNew(publishedKind, body, body) : putNext(publishedKind, before, body),
    ...(standing.length === 0 ? [putNew(publicPageKind, page, { person })] : []),
    ...used,
  ];
  const told = { type: 'published', by: 'person', data: { field, event } } as const;
  const chapters = [{ ...personChapter(person, [told], at), head }];
  return withAnswer(await recordAct(deps, act.value, { writes, chapters }), undefined);
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
    openPublic(deps, before, 'publication', at),
  ]);
  const facts = deps.book.facts(DISTRIBUTION);
  return opened === value && may(events, { purpose: DISTRIBUTION, field, at, facts, versions }).allowed;
}
