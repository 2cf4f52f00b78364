import type { ComponentChildren } from 'preact';
import type { Language } from './context.ts';
import { DateText } from './date-text.tsx';

/** One thing that happened. */
export interface TimelineEntry {
  /** ISO instant or date. */
  readonly at: string;
  readonly title: string;
  /** Who, why, what else; one short line. */
  readonly note?: ComponentChildren;
}

/** What happened, latest first, as an ordered list with dates. */
export function Timeline({
  entries,
  language,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly language: Language;
}) {
  return (
    <ol class="timeline" reversed>
      {[...entries].reverse().map((entry) => (
        <li key={`${entry.at} ${entry.title}`}>
          <span class="when">
            <DateText value={entry.at} language={language} time />
          </span>
          <span class="what">{entry.title}</span>
          {entry.note && <span class="soft">{entry.note}</span>}
        </li>
      ))}
    </ol>
  );
}
