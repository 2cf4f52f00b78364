import type { HeldView } from '../../../api/held.ts';
import { bilingual } from '../../../words/bilingual.ts';
import type { Language } from '../context.ts';
import { dateWords } from '../date-text.tsx';

/** Words for a letter that is not on its way yet (T3): why, and how long. */
const HELD_WORDS = bilingual(
  {
    robot: 'Письмо пока не отправлено: форма похожа на заполненную роботом.',
    network: 'Письмо пока не отправлено: из вашей сети за час пришло очень много форм.',
    until: (when: string) =>
      `Оно уйдёт само ${when} (время московское, возможна задержка в несколько минут), если таких писем не станет слишком много.`,
    crowd: 'Таких писем сейчас слишком много, чтобы отправлять их без проверки.',
    staff: 'Его отпустит сотрудник — обычно в течение рабочего дня.',
  },
  {
    robot: 'The letter has not been sent yet: the form looks as if a robot filled it in.',
    network: 'The letter has not been sent yet: very many forms came from your network within an hour.',
    until: (when) =>
      `It goes by itself on ${when} (Moscow time, perhaps some minutes later), unless there are too many such letters.`,
    crowd: 'There are too many such letters now to send them without a check.',
    staff: 'A member of staff lets it go, usually within a working day.',
  },
);

/** Why a letter is held and until when, in whole sentences. */
export function heldWords({ why, until }: HeldView, language: Language): string {
  const words = HELD_WORDS[language];
  return `${words[why]} ${until === undefined ? words.crowd : words.until(dateWords(until, language, true))}`;
}

/** The same for a letter of a case, which only staff let go once too many wait. */
export const heldWithStaff = (held: HeldView, language: Language): string =>
  held.until === undefined
    ? `${heldWords(held, language)} ${HELD_WORDS[language].staff}`
    : heldWords(held, language);
