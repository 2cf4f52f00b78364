import type { AskedView } from '../../shared/api/recipients.ts';
import { change } from '../../shared/domain/cases/change.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { Ask, OthersAnswer } from '../../shared/domain/requests/asks.ts';
import { correctionsIn } from '../../shared/domain/requests/corrections.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { askLink } from '../../shared/records/ask-link.ts';
import { type CaseFile, commitCase, openContact, readCase } from '../../shared/records/case-file.ts';
import { poseAsked, refuseCode, tryCode } from '../../shared/records/codes.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { holdersOf } from '../../shared/records/holders.ts';
import { codesOf, take } from '../../shared/records/limits.ts';
import { checkLink } from '../../shared/records/links.ts';
import { openDetails, readPerson } from '../../shared/records/person-file.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { parseReference } from '../../shared/records/references.ts';
import { addressHash } from '../../shared/records/secrets.ts';

/** What a code that goes to somebody who holds data proves. */
const PURPOSE = 'recipient';

/** Who holds the link of an ask. */
export interface ByLink {
  readonly reference: string;
  readonly id: string;
  readonly key: string;
}

/** An ask with its case. */
export interface Found {
  readonly file: CaseFile;
  readonly asked: Ask;
}

/**
 * The ask that a link opens; answered, its holder still learns that it is. A wrong link, one that has run out, and what isn't
 * there are one answer (G7).
 */
export async function askByLink(
  { reference: given, id, key }: ByLink,
  at: number,
  deps: OperationDeps,
): Promise<Result<Found>> {
  const reference = parseReference(given);
  const file = reference === undefined ? undefined : await readCase(deps, reference, at);
  const body = file?.state.body;
  const asked = body?.kind === 'request' ? body.own.asks?.find((one) => one.id === id) : undefined;
  if (file === undefined || asked === undefined) return refuse('link-invalid');
  const verdict = checkLink(deps.secrets, 'recipient', key, askLink(asked), at);
  const opens = verdict === 'valid' || (verdict === 'expired' && asked.answer !== undefined);
  return opens ? accept({ file, asked }) : refuse('link-invalid');
}

/** The ask that waits for its answer. Refusals: `link-invalid`, `answered-already`. */
async function waiting(by: ByLink, at: number, deps: OperationDeps): Promise<Result<Found>> {
  const found = await askByLink(by, at, deps);
  return found.ok && found.value.asked.answer !== undefined ? refuse('answered-already') : found;
}

/**
 * Sends a code to the contact that the settings name – never to an address that somebody types (G16). Refusals: those of the
 * link, `too-many-codes`.
 */
export async function askForCode(
  by: ByLink,
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly challenge: string }>> {
  const first = await waiting(by, at, deps);
  if (!first.ok) return first;
  const { asked } = first.value;
  const contact = deps.settings.others?.[asked.other]?.contact;
  if (contact === undefined) return refuse('link-invalid');
  if (!(await take(deps.records, codesOf('recipient', deps.settings.limits.codesPerDay), asked.id, at)))
    return refuse('too-many-codes');
  const newId = idsFrom(deps.random);
  const about = { purpose: PURPOSE, about: asked.id, address: addressHash(deps.secrets, contact) };
  return decideAgain(deps, {
    known: first.value,
    read: () => waiting(by, at, deps),
    async decide({ file }) {
      const posed = await poseAsked(deps, true, about, deps.random, at);
      const { letter: data } = posed;
      const made = change(file.state.body, {
        events: [{ type: 'other-code-asked', by: 'system', data: { ask: asked.id, other: asked.other } }],
        letters:
          data === undefined
            ? []
            : [{ id: newId(), kind: 'other-code', to: 'other', data: { ...data, ask: asked.id } }],
      });
      return written(await commitCase(deps, file, made, at, posed.writes), { challenge: posed.id });
    },
  });
}

/** A code that somebody brings. */
export interface Brought extends ByLink {
  readonly challenge: string;
  readonly code: string;
}

const tryBrought = ({ id, challenge, code }: Brought, at: number, deps: OperationDeps) =>
  tryCode(deps, challenge, { purpose: PURPOSE, about: id }, code, at);

/**
 * What is asked, after the code: of the person only what the asked hold, of what is to be corrected only the fields that they
 * got. Who asked, why, and in what words is not shown. The look is in the ledger before anything is (G10). The code stays good for
 * the answer.
 */
export async function showAsked(
  brought: Brought,
  at: number,
  deps: OperationDeps,
): Promise<Result<AskedView>> {
  const found = await waiting(brought, at, deps);
  if (!found.ok) return found;
  const tried = await tryBrought(brought, at, deps);
  if (tried.kind !== 'right') return refuseCode(tried);
  const told = await decideAgain(deps, {
    known: found.value,
    read: () => waiting(brought, at, deps),
    async decide({ file, asked }) {
      const data = { ask: asked.id, other: asked.other };
      const made = change(file.state.body, { events: [{ type: 'other-shown', by: 'system', data }] });
      return written(await commitCase(deps, file, made, at), undefined);
    },
  });
  return told.ok ? accept(await viewOf(found.value, at, deps)) : told;
}

async function viewOf({ file, asked }: Found, at: number, deps: OperationDeps): Promise<AskedView> {
  const { body } = file.state;
  const { reference, person } = body;
  // What they got may have been destroyed here by now: then what they were asked about says it.
  const holder = (await holdersOf(deps)(person)).find(({ other }) => other === asked.other);
  const holds = holder?.fields ?? asked.fields;
  const record = person === undefined ? undefined : await readPerson(deps, person, at);
  const details = record
    ? await openDetails(deps, record.body, 'carry-out', at)
    : await namedBy(reference, body.kind === 'request' && body.own.by === 'subject', at, deps);
  const known = Object.entries({ email: details?.email, name: details?.name });
  const should = asked.to === 'correct' ? await shouldBe(reference, at, deps) : {};
  return {
    reference,
    to: asked.to,
    person: Object.fromEntries(
      known.flatMap(([field, value]) =>
        value !== undefined && holds.includes(field) ? [[field, value]] : [],
      ),
    ),
    fields: Object.fromEntries(asked.fields.map((field) => [field, should[field] ?? null])),
  };
}

/** Whose data they are, by the request itself: nothing is held of them here, or not any more. */
async function namedBy(reference: string, isOwn: boolean, at: number, deps: OperationDeps) {
  const opened = await openContact(deps, reference, 'carry-out', at);
  return opened?.about ?? (isOwn ? opened?.contact : undefined);
}

/** What should stand in each field that the request has named. */
async function shouldBe(reference: string, at: number, deps: OperationDeps) {
  const opened = await openContact(deps, reference, 'carry-out', at);
  const corrections = correctionsIn(opened?.typed ?? {});
  return Object.fromEntries(corrections.map(({ field, shouldBe: value }) => [field, value])) as {
    readonly [field: string]: string | undefined;
  };
}

/**
 * Takes the answer, with the code, which is used up by it. Refusals: those of the link and the code, `reasons-required`,
 * `answered-already`.
 */
export async function answerAsked(
  {
    answer,
    reason,
    ...brought
  }: Brought & { readonly answer: OthersAnswer; readonly reason?: string | undefined },
  at: number,
  deps: OperationDeps,
): Promise<Result<{ readonly answer: OthersAnswer }>> {
  const found = await waiting(brought, at, deps);
  if (!found.ok) return found;
  const tried = await tryBrought(brought, at, deps);
  if (tried.kind !== 'right') return refuseCode(tried);
  return decideAgain(deps, {
    known: found.value,
    read: () => waiting(brought, at, deps),
    async decide({ file }) {
      const command = { act: 'other-answered', ask: brought.id, answer, reason };
      const made = decideAct(file.state, command, { by: 'system', at, newId: idsFrom(deps.random) });
      if (!made.ok) return made;
      return written(await commitCase(deps, file, made.value, at, [tried.use]), { answer });
    },
  });
}
