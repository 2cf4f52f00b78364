import { type DataOf, dataOf, type KindsWith } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { isOvertaken } from '../../shared/domain/letters/overtaken.ts';
import { type Ask, linkEnds } from '../../shared/domain/requests/asks.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { askUrl } from '../../shared/letters/facts.ts';
import { letter, type Maker } from '../../shared/letters/maker.ts';
import { otherAsked, otherCode } from '../../shared/letters/templates/others.ts';
import { askLink } from '../../shared/records/ask-link.ts';
import { readCase } from '../../shared/records/case-file.ts';
import { linkToken } from '../../shared/records/links.ts';
import { type LetterDeps, type Preparation, silenceOf } from './deps.ts';
import { codeIn } from './letter-code.ts';

export type OtherKind = KindsWith<{ readonly reader: 'other' }>;

/** What they are made from: what the letter carries, and what was asked. */
interface OtherRead<K extends OtherKind> {
  readonly data: DataOf<K>;
  readonly reference: string;
  readonly asked: Ask;
  readonly at: number;
  readonly deps: LetterDeps;
}

/** A kind that is missing here does not compile. */
const TO_OTHER: { readonly [K in OtherKind]: Maker<OtherRead<K>> } = {
  'other-asked': letter(otherAsked, ({ data, reference, asked, deps: { secrets, settings } }) => ({
    reference,
    url: askUrl(settings, reference, asked.id, linkToken(secrets, 'recipient', askLink(asked))),
    until: localDate(Date.parse(linkEnds(asked)) - 1, REGIME_ZONE),
    again: data.again === true,
  })),
  'other-code': letter(otherCode, async ({ data, reference, at, deps }) => {
    const code = await codeIn(data, at, deps);
    return code && { reference, ...code };
  }),
};

/**
 * Letters to somebody else who holds data (X3): to the contact that the settings name, in the language of the deployment. What
 * they are about they learn on the page.
 */
export async function prepareOther(
  body: LetterBody,
  kind: OtherKind,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const file = body.reference === undefined ? undefined : await readCase(deps, body.reference, at);
  if (file === undefined) return { kind: 'stop', reason: 'no-recipient' };
  if (isOvertaken(body, file.state, at)) return { kind: 'stop', reason: 'case-decided' };
  const about = file.state.body;
  const carried = dataOf(kind, body.data);
  const asks = about.kind === 'request' ? (about.own.asks ?? []) : [];
  const asked = carried.ok ? asks.find(({ id }) => id === carried.data.ask) : undefined;
  const contact = asked && deps.settings.others?.[asked.other]?.contact;
  if (!carried.ok || asked === undefined || contact === undefined)
    return { kind: 'stop', reason: 'no-recipient' };
  // What a kind carries and who makes it belong together by the type of both.
  const make = TO_OTHER[kind] as Maker<OtherRead<OtherKind>>;
  const draft = await make({ data: carried.data, reference: about.reference, asked, at, deps });
  if (draft === undefined) return { kind: 'stop', reason: silenceOf(kind) };
  return { kind: 'ready', draft, language: deps.settings.language, to: [contact] };
}
