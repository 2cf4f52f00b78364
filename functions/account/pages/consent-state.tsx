import type { ConsentStateView } from '../../../shared/api/own-consents.ts';
import { lastDay } from '../../../shared/domain/consent/last-day.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import type { Language } from '../../../shared/http/pages/context.ts';
import { DateText } from '../../../shared/http/pages/date-text.tsx';
import { ACCOUNT_WORDS } from '../../../shared/http/pages/texts/account.ts';

type Part = { readonly consent: ConsentStateView; readonly language: Language };

const TONES: Readonly<Partial<Record<ConsentStateView['because'], string>>> = {
  given: 'good',
  expired: 'warn',
  'ask-again': 'warn',
  blocked: 'warn',
};

/** How a consent stands, in a word. */
export function StateTag({ consent, language }: Part) {
  return (
    <span class={`tag ${TONES[consent.because] ?? ''}`.trim()}>
      {ACCOUNT_WORDS[language].state[consent.because]}
    </span>
  );
}

/** Purpose, and for public data the field. */
export function consentName({ name, field }: ConsentStateView, language: Language): string {
  const fields: { readonly [field: string]: string } = ACCOUNT_WORDS[language].fields;
  return field === undefined ? name : `${name}: ${fields[field] ?? field}`;
}

/** What the state means for the person. */
export function meaning({ because }: ConsentStateView, language: Language): string {
  const { means } = ACCOUNT_WORDS[language];
  const known: { readonly [because: string]: string } = means;
  return known[because] ?? means.other;
}

/** Since when, until when, to which text: as far as an act says so. */
export function StateDates({ consent, language }: Part) {
  const words = ACCOUNT_WORDS[language];
  const { since, until, text, because } = consent;
  if (since === undefined) return null;
  return (
    <p class="soft">
      {words.since} <DateText value={since} language={language} />
      {until !== undefined && (
        <>
          {' '}
          {words.until} <DateText value={lastDay(until)} language={language} />
        </>
      )}
      {until === undefined && because === 'given' && ` ${words.untilWithdrawn}`}
      {text !== undefined && (
        <>
          {' · '}
          {words.version} <a href={ADDRESSES.policyVersion(text)}>{text}</a>
        </>
      )}
    </p>
  );
}
