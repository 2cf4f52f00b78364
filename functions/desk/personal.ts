import type { EventView, PersonalView } from '../../shared/api/case-view.ts';
import type { Kinds } from '../../shared/api/kinds/table.ts';
import { type CaseParts, presentPersonal } from '../../shared/api/present-case.ts';
import type { PersonalPart } from '../../shared/domain/cases/case.ts';
import { frozenAnswer } from '../../shared/domain/claims/frozen-answer.ts';
import type { Opened } from '../../shared/records/case-file.ts';

/** Sealed texts of a case by id, opened. */
export type Texts = Awaited<ReturnType<Opened['texts']>>;

/** The text that an event names, if it has the role. Codes sent to a claimant have none that is asked for here. */
function textOf(event: EventView, texts: Texts, role: 'answer' | 'reason' | 'note'): string | undefined {
  const found = texts.get(String(event.data?.['text'] ?? ''));
  return found?.role === role ? found.text : undefined;
}

/** Events with the words of their reasons: only for who may see the personal part (G17). */
export const withReasons = (events: readonly EventView[], texts: Texts): EventView[] =>
  events.map((event) => {
    const text = textOf(event, texts, 'reason');
    return text === undefined ? event : { ...event, reason: { code: event.reason?.code ?? 'other', text } };
  });

/** What was typed, the frozen answer as it was previewed (K4), and the notes with who wrote them and when. */
export function personalOf(
  personal: PersonalPart,
  { body, events }: Pick<CaseParts, 'body' | 'events'>,
  texts: Texts,
  kinds?: Kinds,
): PersonalView {
  const frozen = events.flatMap((event) => textOf(event, texts, 'answer') ?? []).at(-1);
  return {
    ...presentPersonal(personal, body.kind, kinds),
    ...(frozen === undefined ? {} : { answer: frozenAnswer.parse(JSON.parse(frozen)) }),
    notes: events.flatMap((event) => {
      const text = textOf(event, texts, 'note');
      return text === undefined ? [] : [{ at: event.at, by: event.by, text }];
    }),
  };
}
