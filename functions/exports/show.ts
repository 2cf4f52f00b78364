import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import { frozenAnswer } from '../../shared/domain/claims/frozen-answer.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { showerOf } from '../../shared/records/access.ts';
import { readCase } from '../../shared/records/case-file.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { type Shown, type SubjectKind, storedOf } from '../../shared/records/kinds/kind.ts';
import { eventKind, subjectOf } from '../../shared/records/kinds/ledger.ts';
import { readChain } from '../../shared/records/ledger.ts';
import type { Subject } from '../../shared/records/owned.ts';
import { ownerOfConsents } from '../../shared/records/person-ids.ts';
import { receiptFor } from '../../shared/records/receipts.ts';
import { type SectionId, sectionOf } from './sections.ts';
import type { Found } from './walk.ts';

/** A record as the export has it. */
export interface Row {
  readonly section: SectionId;
  /** Kind of the record. */
  readonly kind: string;
  /** The case that it belongs to. */
  readonly of?: { readonly reference: string; readonly kind: string };
  readonly record: Shown;
}

/** An internal word of staff that is left out until an officer has looked at it (S6). */
export const LEFT_OUT = 'left-out';

/** What may be seen of a case: what its requester typed and was told; of who else asked about the person, that they did. */
type Seen = 'all' | 'without-contact' | 'outline';

const seenOf = (body: KnownCase): Seen => {
  if (body.kind !== 'request' || body.own.by === 'subject') return 'all';
  // A representative writes for the person, and is somebody else; what an authority writes is not the person's to read.
  return body.own.by === 'representative' ? 'without-contact' : 'outline';
};

const MASKED = '***';
const OF_OTHERS: ReadonlySet<string> = new Set(['name', 'email', 'postalAddress']);

/**
 * Shows records for an export, one after the other (S6): by what each kind says is shown, without data of other people, names of
 * staff and internal notes. Sealed fields are opened with the key of their subject.
 * @param at epoch ms
 * @param notesUntil ISO instant: internal notes written by then an officer has looked at; absent: none
 */
export function exporter(deps: OperationDeps, language: Language, at: number, notesUntil?: string) {
  const showers = new Map<string, ReturnType<typeof showerOf>>();
  const cases = new Map<string, Promise<KnownCase | undefined>>();
  const texts = new Map<string, Promise<ReadonlyMap<string, string>>>();

  const showerFor = (subject: Subject) => {
    const known =
      showers.get(subject.id) ??
      showerOf(deps, { of: subject.to satisfies SubjectKind, id: subject.id, purpose: 'own-view', at });
    showers.set(subject.id, known);
    return known;
  };
  const caseAt = (reference: string) => {
    const known = cases.get(reference) ?? readCase(deps, reference, at).then((file) => file?.state.body);
    cases.set(reference, known);
    return known;
  };

  /** A consent with the receipt that anyone can verify (C6). */
  async function withReceipt(found: Found, record: Shown): Promise<Shown> {
    const person = ownerOfConsents(subjectOf(found.item.pk) ?? '');
    if (person === undefined) return record;
    const { n } = storedOf(eventKind, found.item).body;
    const receipt = await receiptFor(deps, person, n, language, at);
    return receipt === undefined ? record : { ...record, receipt };
  }

  async function ofPerson(found: Found): Promise<Row> {
    const { kind } = found;
    const record = await showerFor(found.subject)(found);
    const section = sectionOf(kind.name, record['type']);
    return {
      section,
      kind: kind.name,
      record: section === 'consents' ? await withReceipt(found, record) : record,
    };
  }

  /** When each sealed text of a case was written, by the event that names it. */
  const writtenIn = (reference: string) => {
    const known =
      texts.get(reference) ??
      readChain(deps.records, reference).then(
        (chain) => new Map(chain.map(({ body }) => [String(body.data?.['text'] ?? ''), body.at])),
      );
    texts.set(reference, known);
    return known;
  };
  const wasLookedAt = async ({ item }: Found, reference: string): Promise<boolean> => {
    if (notesUntil === undefined) return false;
    const at = (await writtenIn(reference)).get(item.sk.slice('TEXT#'.length));
    return at !== undefined && at <= notesUntil;
  };

  async function ofCase(found: Found, reference: string): Promise<Row | typeof LEFT_OUT | undefined> {
    const body = await caseAt(reference);
    if (body === undefined) return undefined;
    const of = { reference, kind: body.kind };
    const section = body.kind === 'request' ? 'requests' : 'claims';
    const kind = found.kind.name;
    const seen = seenOf(body);
    if (seen === 'outline' && (kind === 'personal' || kind === 'text')) return undefined;
    const record = await showerFor(found.subject)(found);
    if (kind === 'text') {
      if (record['role'] === 'answer') return { section, kind, of, record: answerIn(String(record['text'])) };
      return (await wasLookedAt(found, reference)) ? { section, kind, of, record } : LEFT_OUT;
    }
    return { section, kind, of, record: kind === 'personal' && seen !== 'all' ? masked(record) : record };
  }

  return ({ subject, ...found }: Found): Promise<Row | typeof LEFT_OUT | undefined> =>
    subject.to === 'person' ? ofPerson({ subject, ...found }) : ofCase({ subject, ...found }, subject.id);
}

const masked = (record: Shown): Shown =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      OF_OTHERS.has(name) && value !== undefined ? MASKED : value,
    ]),
  );

/** The text of a decision as it was frozen: with the reasons of what was not granted (S5). */
const answerIn = (frozen: string): Shown => frozenAnswer.parse(JSON.parse(frozen));
