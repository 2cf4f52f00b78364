import type { KnownCase } from '../domain/cases/kinds.ts';
import type { LetterBody } from '../domain/letters/letter.ts';
import type { Opened } from '../records/case-file.ts';
import { linkToken } from '../records/links.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';
import { caseFacts, statusUrl } from './facts.ts';

/** What letters of a case to its requester are made from: the records as they are now. */
export interface CaseRead {
  readonly letter: LetterBody;
  readonly about: KnownCase;
  readonly opened: Pick<Opened, 'contact' | 'text'>;
  readonly settings: RuntimeSettings;
  readonly secrets: Secrets;
  /** The code that proves who asks, where the letter that is sent carries one that is still good. */
  readonly code?: { readonly code: string; readonly minutes: number } | undefined;
}

/** What letters say of a case. */
export const factsOf = ({ about, letter: { language } }: CaseRead) => caseFacts(about, language);

/** Dates of the case, and the way to its status page. */
export function datesAndLink(read: CaseRead) {
  const { about, settings, secrets } = read;
  if (about.link === undefined) return undefined;
  const key = linkToken(secrets, 'status', about.link);
  return { case: factsOf(read), statusUrl: statusUrl(settings, about.reference, key) };
}
