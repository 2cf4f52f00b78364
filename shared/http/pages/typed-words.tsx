import type { TypedView } from '../../api/case-view.ts';
import { type TypedFields, typedRows } from '../../domain/cases/typed.ts';
import type { Language } from './context.ts';
import { WordFacts } from './fact-list.tsx';
import { STATUS_WORDS } from './texts/status.ts';

interface Props {
  readonly typed: TypedView;
  /** The typed fields of the kind of the case. */
  readonly fields: TypedFields;
  readonly language: Language;
}

/** Who wrote, and what was typed, line ends kept; inert text only. */
export function TypedWords({ typed, fields, language }: Props) {
  const words = STATUS_WORDS[language];
  const rows = [
    [words.name, typed.name || undefined],
    [words.email, typed.email],
    [words.postal, typed.postalAddress],
    ...typedRows(fields, typed, language),
  ] as const;
  return <WordFacts rows={rows} />;
}
