import type { EventView, PersonalView } from '../../shared/api/case-view.ts';
import type { Kinds } from '../../shared/api/kinds/table.ts';
import { type CaseParts, presentPersonal } from '../../shared/api/present-case.ts';
import { noticeText } from '../../shared/domain/breaches/notices.ts';
import type { PersonalPart, TextBody } from '../../shared/domain/cases/case.ts';
import { frozenAnswer } from '../../shared/domain/claims/frozen-answer.ts';
import type { Opened } from '../../shared/records/case-file.ts';

/** Sealed texts of a case by id, opened. */
export type Texts = Awaited<ReturnType<Opened['texts']>>;

/** The text that an event names, if it has the role. Codes sent to a claimant have none that is asked for here. */
function textOf(event: EventView, texts: Texts, role: TextBody['role']): string | undefined {
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
    ...noticesOf(events, texts),
    notes: events.flatMap((event) => {
      const text = textOf(event, texts, 'note');
      return text === undefined ? [] : [{ at: event.at, by: event.by, text }];
    }),
  };
}

/** Notices to authorities as they were last written, each once (B2). */
function noticesOf(events: readonly EventView[], texts: Texts): Pick<PersonalView, 'notices'> {
  const written = new Map<string, NonNullable<PersonalView['notices']>[number]>();
  for (const event of events) {
    const text = textOf(event, texts, 'notice');
    const notice = String(event.data?.['notice'] ?? '');
    if (text !== undefined)
      written.set(notice, { notice, at: event.at, by: event.by, fields: noticeText.parse(JSON.parse(text)) });
  }
  return written.size === 0 ? {} : { notices: [...written.values()] };
}
