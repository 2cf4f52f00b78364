import type { Language } from '../law/date-words.ts';
import type { Letterhead, Operator } from './content.ts';
import type { LetterDocument } from './document.ts';
import type { Template } from './templates/template.ts';
import { typeset } from './typeset.ts';

function footer(operator: Operator, language: Language): readonly string[] {
  return language === 'ru'
    ? [
        operator.name,
        operator.postalAddress,
        `Вопросы о персональных данных: ${operator.email}`,
        'Письмо составлено программой; на него можно ответить.',
      ]
    : [
        operator.name,
        operator.postalAddress,
        `Questions about personal data: ${operator.email}`,
        'This letter was written by a program; you may answer it.',
      ];
}

/** What the template writes, with what all letters share, set for reading. */
export function writeDocument<Content>(
  template: Template<Content>,
  content: Content,
  head: Letterhead,
): LetterDocument {
  const written = template[head.language](content, head);
  return typeset({ language: head.language, ...written, footer: footer(head.operator, head.language) });
}
