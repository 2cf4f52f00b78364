import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { composeLetter } from '../../shared/letters/compose.ts';
import { letterhead } from '../../shared/letters/facts.ts';
import type { OutgoingMessage } from '../../shared/letters/mail-port.ts';
import { inEnvelope } from '../../shared/letters/mailbox.ts';
import { buildMime } from '../../shared/letters/mime.ts';
import { letterTag } from '../../shared/letters/tag.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import type { Prepared } from './deps.ts';
import { addressOf } from './letter-file.ts';

/** A letter ready to leave, and what the record keeps of its words (N6). */
export interface Message {
  readonly outgoing: OutgoingMessage;
  readonly template: string;
  readonly hash: string;
}

/** Writes the letter and puts it into MIME. `at`: epoch ms, the letter's date. */
export async function writeMessage(
  body: LetterBody,
  { draft, language, to }: Prepared,
  settings: RuntimeSettings,
  at: number,
): Promise<Message> {
  const { mail } = settings;
  const letter = addressOf(body);
  const composed = composeLetter(draft, letterhead(settings, language, at));
  const raw = await buildMime(composed, {
    from: { name: mail.senderName[language], address: mail.sender },
    replyTo: mail.replyTo,
    to,
    letter,
    ...(body.reference === undefined ? {} : { reference: body.reference }),
    at,
  });
  const outgoing = { raw, from: inEnvelope(mail.sender), to: to.map(inEnvelope), tag: letterTag(letter) };
  return { outgoing, template: composed.template, hash: composed.hash };
}
