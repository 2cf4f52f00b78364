import type { Typed } from '../../api/case-view.ts';
import type { Language } from './context.ts';
import { WordFacts } from './fact-list.tsx';
import { STATUS_WORDS } from './texts/status.ts';

/** What the poster typed, line ends kept; inert text only. */
export function TypedWords({ typed, language }: { readonly typed: Typed; readonly language: Language }) {
  const words = STATUS_WORDS[language];
  const rows = [
    [words.name, typed.name],
    [words.email, typed.email],
    [words.postal, typed.postalAddress],
    [words.facts, typed.facts],
    [words.demand, typed.demand],
  ] as const;
  return <WordFacts rows={rows} />;
}
