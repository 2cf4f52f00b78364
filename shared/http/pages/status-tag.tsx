import type { LetterView } from '../../api/case-view.ts';
import type { CaseStatus } from '../../domain/cases/case.ts';
import type { Language } from './context.ts';
import { CASE_WORDS } from './texts/case-words.ts';

/** Colours of tags; the word always stands beside the colour. */
export type Tone = 'calm' | 'good' | 'warn' | 'bad' | 'quiet';

const TONES: { readonly [status in CaseStatus]: Tone } = {
  open: 'calm',
  answered: 'calm',
  sent: 'good',
  unconfirmed: 'warn',
  returned: 'bad',
  delivered: 'good',
  withdrawn: 'quiet',
  settled: 'good',
  court: 'quiet',
};

/** A short word on a coloured ground. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** The state of a case in words and colour. */
export function StatusTag({
  status,
  language,
}: {
  readonly status: CaseStatus;
  readonly language: Language;
}) {
  return <Tag tone={TONES[status]}>{CASE_WORDS[language].status[status]}</Tag>;
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
