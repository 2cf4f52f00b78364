import type { RequestRequest } from '../../shared/api/requests.ts';
import type { PersonalPart } from '../../shared/domain/cases/case.ts';
import { partsAsked } from '../../shared/domain/requests/asked.ts';
import { type Correction, typedCorrections } from '../../shared/domain/requests/corrections.ts';
import type { Requester, RequestOwn } from '../../shared/domain/requests/own.ts';
import type { PartKind } from '../../shared/domain/requests/parts.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/language.ts';

/** What is asked for and by whom, apart from how it came in. */
export interface Substance {
  readonly by: Requester;
  readonly parts: readonly PartKind[];
  readonly personal: PersonalPart;
  readonly mandate?: RequestOwn['mandate'];
  /** Of letters: what people write in may be any. */
  readonly language: Language;
  /** Address of the person whose data they are, where there is one. */
  readonly email?: string;
}

/** Letters are in the two languages of the program; whatever else it was written in is kept with what was typed. */
export const lettersIn = (language: string): Language => (/^en\b/i.test(language) ? 'en' : 'ru');

/** What was asked for, as all ways in have it. */
export type Asked = Pick<
  RequestRequest,
  'kinds' | 'objections' | 'details' | 'corrections' | 'correct' | 'language'
>;

/** The corrections of both forms of the body: a field can be put right once. */
function correctionsOf({ kinds, corrections = [], correct = {} }: Asked): Result<readonly Correction[]> {
  const byField = Object.entries(correct).flatMap(([field, change]) =>
    change === undefined || (change.is === undefined && change.shouldBe === undefined)
      ? []
      : [{ field: field as Correction['field'], ...change }],
  );
  const all = [...corrections, ...byField];
  const doubled = all.findIndex(({ field }, n) => all.some((one, m) => m < n && one.field === field));
  if (doubled >= 0) return refuse('correction-doubled', { field: `corrections.${doubled}.field` });
  const empty = all.findIndex(({ is, shouldBe }) => is === undefined && shouldBe === undefined);
  if (empty >= 0) return refuse('correction-needed', { field: `corrections.${empty}.shouldBe` });
  if (all.length > 0 && !kinds.includes('correction'))
    return refuse('corrections-unasked', { field: 'corrections' });
  return accept(all);
}

/** What was typed of what is asked for; refuses a correction that says nothing. */
export function typedOf(asked: Asked): Result<PersonalPart['typed']> {
  const { kinds, details, language } = asked;
  const corrections = correctionsOf(asked);
  if (!corrections.ok) return corrections;
  if (kinds.includes('correction') && corrections.value.length === 0 && details === undefined)
    return refuse('correction-needed', { field: 'corrections' });
  return accept({
    ...(details === undefined ? {} : { text: details }),
    ...typedCorrections(corrections.value),
    ...(/^(?:ru|en)$/i.test(language) ? {} : { askedIn: language }),
  });
}

/** What a form of the web asks for (S1, S3): who asks for somebody else says by what authority. */
export function substanceOf(body: RequestRequest): Result<Substance> {
  const { kinds, objections, requester, about, representative, language } = body;
  const typed = typedOf(body);
  if (!typed.ok) return typed;
  const acts = requester === 'representative';
  if (acts && representative === undefined) return refuse('mandate-needed', { field: 'representative' });
  if (representative !== undefined && requester === 'user')
    return refuse('representative-not-you', { field: 'representative' });
  const { kind, number, issuedOn, validUntil } = representative?.authority ?? {};
  if (kind === 'power' && number === undefined)
    return refuse('mandate-unnumbered', { field: 'representative.authority.number' });
  const person = { name: about.name ?? '', ...addressOf(about) };
  const writes =
    representative === undefined ? undefined : { name: representative.name, email: representative.email };
  return accept({
    by: requester === 'user' ? 'subject' : requester,
    parts: partsAsked(kinds, objections),
    personal: {
      contact: writes ?? person,
      ...(writes === undefined ? {} : { about: person }),
      typed: { ...typed.value, ...(number === undefined ? {} : { mandateNumber: number }) },
    },
    ...(kind === undefined || !acts ? {} : { mandate: { kind, ...datesOf({ issuedOn, validUntil }) } }),
    language: lettersIn(language),
    ...(about.email === undefined ? {} : { email: about.email }),
  });
}

const addressOf = ({ email, postalAddress }: RequestRequest['about']) => ({
  ...(email === undefined ? {} : { email }),
  ...(postalAddress === undefined ? {} : { postalAddress }),
});

export const datesOf = ({
  issuedOn,
  validUntil,
}: {
  readonly issuedOn?: string | undefined;
  readonly validUntil?: string | undefined;
}) => ({
  ...(issuedOn === undefined ? {} : { issuedOn }),
  ...(validUntil === undefined ? {} : { validUntil }),
});
