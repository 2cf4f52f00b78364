import { type ConsentRequest, postConsent } from '../../shared/api/own-consents.ts';
import { routeKey } from '../../shared/api/spec.ts';
import { type ConsentCommand, repeated } from '../../shared/domain/consent/decide.ts';
import type { DocumentVersion } from '../../shared/domain/policy/versions.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { readTextProof, sessionBond } from '../../shared/identity/text-proof.ts';
import type { Person } from '../../shared/identity/who.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { actOnConsent } from '../../shared/records/consent-acts.ts';
import { consentEventId, readConsents } from '../../shared/records/consents.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type IdempotentRequest, toldBefore, useKey } from '../../shared/records/idempotency.ts';
import { ownFile } from '../../shared/records/person-file.ts';
import { bookWith, purposeBook } from '../../shared/records/purpose-book.ts';
import { keyedHashes } from '../../shared/records/secrets.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';

/** An act of somebody who is signed in. */
export interface OwnAct {
  readonly person: Person;
  readonly request: ConsentRequest;
  readonly language: Language;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Gives, refuses or withdraws one consent (C2, C3). The event is the only thing written: its key lies in it, so that the
 * same request again finds it instead of acting once more (G3); the key of one that changes nothing is kept by itself. A withdrawal that starts a legal clock brings its duty.
 * @param at epoch ms
 */
export async function actOnOwn(
  { person: who, request, language, idempotencyKey }: OwnAct,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly event: string }>> {
  const { act, purpose } = request;
  const person = who.id;
  // Public data are consented to one field at a time, with their conditions (R6).
  if (purpose === 'distribution' && act === 'give') return refuse('field-by-field', { field: 'purpose' });
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const keyed = keyedOf(person, request, idempotencyKey);
  const once = keyed && keyedHashes(deps.secrets, 'idempotency', keyed.route, keyed.who, keyed.key);
  const stood = await stoodBefore(keyed, at, deps);
  if (stood !== undefined) return stood;
  const text =
    act === 'withdraw' ? accept({ words: { language }, versions: [] }) : await textOf(who, request, at, deps);
  const bare = { act, purpose, by: 'person', channel: 'web', form: 'account', once } as const;
  if (!text.ok) {
    // The same request sent again later finds its event, though its proof may have run out meanwhile.
    const before = once && repeated(bare, (await readConsents(deps, person)).events);
    if (before === undefined) return text;
    return before.ok ? accept({ event: consentEventId(person, before.value.event.n) }) : before;
  }
  const command: ConsentCommand = { ...bare, ...text.value.words };
  const book = bookWith(
    purposeBook(deps, () => at),
    purpose,
    text.value.versions,
  );
  const done = await actOnConsent({ ...deps, book }, person, command, at);
  if (!done.ok) return done;
  const event = consentEventId(person, done.value.event);
  if (done.value.kind === 'record' || keyed === undefined) return accept({ event });
  // Nothing was recorded that could hold the key: it is kept by itself, or the request would act when it comes again.
  const kept = await deps.records.commit([useKey(deps.secrets, keyed, { event }, at)]);
  return (kept.ok ? undefined : await stoodBefore(keyed, at, deps)) ?? accept({ event });
}

/** The request as its key knows it (G3). */
const keyedOf = (person: string, { act, purpose }: ConsentRequest, key: string | undefined) =>
  key === undefined ? undefined : { route: routeKey(postConsent), who: person, key, body: { act, purpose } };

/** The answer to a key whose request changed nothing; undefined for one that was not used, or whose event holds it. */
async function stoodBefore(
  keyed: IdempotentRequest | undefined,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly event: string }> | undefined> {
  return toldBefore(keyed, at, deps, ({ event }) => ({ event: String(event) }));
}

/** What the proof of a text tells: words of the command, and the versions that were read for it. */
interface Shown {
  readonly words: Pick<ConsentCommand, 'text' | 'language'>;
  readonly versions: readonly DocumentVersion[];
}

/** The text that was shown, by its proof (C2), and the versions among which it stands. */
async function textOf(
  who: Person,
  { purpose, text, proof }: ConsentRequest,
  at: number,
  deps: OperationDeps,
): Promise<Result<Shown>> {
  if (text === undefined) return refuse('text-needed', { field: 'text' });
  if (proof === undefined) return refuse('text-needed', { field: 'proof' });
  const versions = await knownVersions(purpose, at, deps);
  const wanted = { form: 'account', bond: sessionBond(who), versions, version: text } as const;
  const read = readTextProof(deps.secrets, proof, wanted, at);
  if (!read.ok) return read;
  const { hash, language, mac, served, at: seen } = read.value;
  const shown = new Date(seen).toISOString();
  return accept({ words: { language, text: { version: text, hash, shown, proof: mac, served } }, versions });
}
