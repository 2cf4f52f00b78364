import { createHash } from 'node:crypto';
import type { Language } from '../law/date-words.ts';
import type { Letterhead } from './content.ts';
import { renderHtml } from './html.tsx';
import type { Draft } from './maker.ts';
import { renderText } from './text.ts';

/** A letter ready to be put into MIME. */
export interface ComposedLetter {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Version of the template, e.g. `claim-receipt-1` (N6). */
  readonly template: string;
  /** Hex SHA-256 of subject, text and HTML: what was said, kept beside the letter (N6). */
  readonly hash: string;
}

/** Writes the letter: subject, text and HTML from one source, with the template's version and the hash of it all. */
export function composeLetter({ template, document }: Draft, head: Letterhead): ComposedLetter {
  const drawn = document(head);
  const text = renderText(drawn);
  const html = renderHtml(drawn);
  const { subject } = drawn;
  const hash = createHash('sha256')
    .update(JSON.stringify([subject, text, html]))
    .digest('hex');
  return { language: head.language, subject, text, html, template, hash };
}
