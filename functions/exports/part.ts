import { strToU8, zipSync } from 'fflate';
import type { KnownCase } from '../../shared/domain/cases/kinds.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { exportUrl } from '../../shared/letters/facts.ts';
import { disclosedPoints } from '../../shared/policy/disclosed.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import { documentHtml } from './pages/document.tsx';
import { recordHtml } from './pages/record.tsx';
import { scopeOf } from './scope.ts';
import { SECTIONS, type SectionId } from './sections.ts';
import { exporter, LEFT_OUT, type Row } from './show.ts';
import { everythingOf, type Spot } from './walk.ts';

/**
 * A part ends with the record that brings page and file to so many bytes together, before they are packed: whatever deflate makes of
 * them, the archive stays under 4 MB – a Lambda function answers 6 MB at most, in base64 –, and so does what lies in memory.
 */
const MOST_BYTES = 3_400_000;

/** Which part of an export is asked for. */
export interface AskedPart {
  readonly token: string;
  /** Number of the part, for people; what it holds, `after` says: a spot that the part before gave. */
  readonly number: number;
  readonly after?: Spot | undefined;
}

/** Who processes the data, without who works there: names of staff are nobody's to read (S6). */
const operatorOf = ({ operator: { responsible: _, ...operator } }: Pick<RuntimeSettings, 'operator'>) =>
  operator;

/** A part of an export, packed. */
export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly records: number;
  readonly leftOut: number;
  /** The spot behind it; absent: nothing follows. */
  readonly next?: Spot;
}

/** A time that no clock and no zone changes: the same records give the same bytes wherever they are packed. */
const PACKED = new Date(1980, 0, 1);

/**
 * Everything held about who asked in a case, from a spot on, as far as one part goes: as JSON and as a page (S6). Each part can be
 * had again by itself. The caller has checked the link, and has recorded the look.
 * @param at epoch ms
 */
export async function makePart(
  request: KnownCase<'request'>,
  { token, number, after }: AskedPart,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<Part> {
  const { subjects } = await scopeOf(request, at, deps);
  const show = exporter(deps, language, at, request.own.disclosure?.notes);
  const filling = new Filling(language);
  let next: Spot | undefined;
  for await (const found of everythingOf(deps.records, subjects, at, after)) {
    if (filling.isFull) {
      next = filling.spot;
      break;
    }
    filling.take(await show(found), found.spot);
  }
  const { reference } = request;
  const { settings } = deps;
  const points = disclosedPoints(language, settings);
  const page = next === undefined ? undefined : nextPage(exportUrl(settings, token), number + 1, next);
  const { leftOut, records } = filling;
  const cover = {
    ...{ language, reference, at, number, points, leftOut },
    operator: settings.operator.name[language],
    ...(page === undefined ? {} : { next: page }),
  };
  const json = [
    JSON.stringify({
      format: 'privacy-desk-export-1',
      ...{ reference, language, operator: operatorOf(settings), madeAt: new Date(at).toISOString() },
      part: { number, ...(next === undefined ? {} : { next: { number: number + 1, after: next } }) },
      points,
      leftOut: { internalNotes: leftOut },
    }).slice(0, -1),
    ',"sections":[',
    ...filling.sectionsJson(),
    ']}\n',
  ];
  const folder = `${reference}-${number}`;
  const bytes = zipSync(
    {
      [`${folder}/index.html`]: [packed(documentHtml(cover, filling.html)), { mtime: PACKED, level: 6 }],
      [`${folder}/export.json`]: [packed(json), { mtime: PACKED, level: 6 }],
    },
    {},
  );
  return { name: `${folder}.zip`, bytes, records, leftOut, ...(next === undefined ? {} : { next }) };
}

const packed = (pieces: readonly string[]): Uint8Array => strToU8(pieces.join(''));

/** The page of the link, with the button for another part. */
const nextPage = (url: string, number: number, after: Spot): string => `${url}?part=${number}&after=${after}`;

/** What a part holds so far: each record drawn and written once, and counted in bytes. */
class Filling {
  readonly html = new Map<SectionId, string[]>();
  readonly #json = new Map<SectionId, string[]>();
  readonly #language: Language;
  #bytes = 0;
  spot: Spot | undefined;
  records = 0;
  leftOut = 0;

  constructor(language: Language) {
    this.#language = language;
  }

  get isFull(): boolean {
    return this.#bytes >= MOST_BYTES;
  }

  take(row: Row | typeof LEFT_OUT | undefined, spot: Spot): void {
    this.spot = spot;
    if (row === LEFT_OUT) this.leftOut += 1;
    if (row === undefined || row === LEFT_OUT) return;
    const { section, kind, of, record } = row;
    const html = recordHtml(row, this.#language);
    const json = JSON.stringify({ kind, ...(of === undefined ? {} : { case: of.reference }), ...{ record } });
    this.#bytes += Buffer.byteLength(html) + Buffer.byteLength(json);
    this.records += 1;
    this.#put(this.html, section, html);
    this.#put(this.#json, section, json);
  }

  #put(into: Map<SectionId, string[]>, section: SectionId, text: string): void {
    const list = into.get(section);
    if (list === undefined) into.set(section, [text]);
    else list.push(text);
  }

  /** Sections as JSON, in their order, each also where it has nothing. */
  *sectionsJson(): Generator<string> {
    for (const [n, section] of SECTIONS.entries())
      yield `${n === 0 ? '' : ','}{"section":"${section}","records":[${(this.#json.get(section) ?? []).join()}]}`;
  }
}
