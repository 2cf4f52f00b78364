import type { CaseLine, LetterView } from '../../api/case-view.ts';
import type { Tone } from '../../domain/cases/type.ts';
import type { Language } from './context.ts';
import { stateFacts, termsOf, type WithKinds } from './kinds/table.ts';
import { CASE_WORDS } from './texts/case-words.ts';

/** A short word on a coloured ground. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** The state of a case in words and colour. */
export function StatusTag({
  of,
  context,
}: {
  readonly of: Pick<CaseLine, 'kind' | 'status'>;
  readonly context: WithKinds & { readonly language: Language };
}) {
  const terms = termsOf(of.kind, context.language, context);
  return <Tag tone={stateFacts(of, context).tone}>{terms.state(of.status)}</Tag>;
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
