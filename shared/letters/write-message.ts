import type { LetterBody } from '../domain/letters/letter.ts';
import type { RuntimeSettings } from '../settings.ts';
import { composeLetter } from './compose.ts';
import { letterhead } from './facts.ts';
import type { OutgoingMessage } from './mail-port.ts';
import { inEnvelope } from './mailbox.ts';
import type { Draft } from './maker.ts';
import { buildMime } from './mime.ts';
import { addressOf, letterTag } from './tag.ts';

/** What a letter says, in which language, and to whom. */
interface Written {
  readonly draft: Draft;
  readonly language: LetterBody['language'];
  readonly to: readonly string[];
}

/** A letter ready to leave, and what the record keeps of its words (N6). */
export interface Message {
  readonly outgoing: OutgoingMessage;
  readonly template: string;
  readonly hash: string;
}

/** Writes the letter and puts it into MIME. `at`: epoch ms, the letter's date. */
export async function writeMessage(
  body: LetterBody,
  { draft, language, to }: Written,
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
