import type { CaseLine, LetterView } from '../../api/case-view.ts';
import { statusFacts } from '../../domain/cases/kinds.ts';
import type { Tone } from '../../domain/cases/type.ts';
import type { Language } from './context.ts';
import { CASE_WORDS } from './texts/case-words.ts';

/** A short word on a coloured ground. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** The state of a case in words and colour. */
export function StatusTag({
  of,
  language,
}: {
  readonly of: Pick<CaseLine, 'kind' | 'status'>;
  readonly language: Language;
}) {
  return <Tag tone={statusFacts(of).tone}>{CASE_WORDS[language].status[of.status]}</Tag>;
}

const LETTER_TONES: { readonly [status in LetterView['status']]: Tone } = {
  held: 'warn',
  queued: 'calm',
  sending: 'calm',
  sent: 'good',
  delivered: 'good',
  bounced: 'bad',
  complained: 'bad',
  unconfirmed: 'warn',
  stopped: 'quiet',
  printed: 'good',
};

/** The state of a letter in words and colour. */
export function LetterTag({
  status,
  language,
}: {
  readonly status: LetterView['status'];
  readonly language: Language;
}) {
  return <Tag tone={LETTER_TONES[status]}>{CASE_WORDS[language].letterStatus[status]}</Tag>;
}
