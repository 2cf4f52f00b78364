import MailComposer from 'nodemailer/lib/mail-composer';
import type { ComposedLetter } from './compose.ts';
import { inEnvelope, isMailbox } from './mailbox.ts';
import type { LetterAddress } from './tag.ts';

/** Where a letter comes from and goes to. Names and addresses of ours are from the settings. */
export interface Envelope {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** Bare addresses; see mailbox.ts. */
  readonly to: readonly string[];
  readonly letter: LetterAddress;
  /** Reference of the case whose thread it belongs to. */
  readonly reference?: string;
  /** Epoch ms, for the Date header. */
  readonly at: number;
}

/** Header with the letter's own name, so that a returned message tells which one it was. */
const ID_HEADER = 'X-Privacy-Desk-Letter';

/** Part after the @ of an address of ours; Message-IDs end with it. */
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/**
 * The reference that all letters of a case answer to, so that mail programs show one thread (N3). No message has it:
 * SES replaces Message-IDs, and the same root for all needs no memory of earlier ones.
 */
export const threadRoot = (reference: string, sender: string): string => `<${reference}@${domainOf(sender)}>`;

/**
 * The letter as a raw message, written by nodemailer's composer, never by joining strings. Throws a RangeError for an
 * address that is not a single mailbox: the caller stops the letter before.
 */
export async function buildMime(letter: ComposedLetter, envelope: Envelope): Promise<Uint8Array> {
  if (envelope.to.length === 0 || !envelope.to.every(isMailbox)) throw new RangeError('Not a mailbox');
  const address = inEnvelope(envelope.from.address);
  const root = envelope.reference === undefined ? undefined : threadRoot(envelope.reference, address);
  const { owner, id } = envelope.letter;
  const composer = new MailComposer({
    from: { name: envelope.from.name, address },
    replyTo: { address: inEnvelope(envelope.replyTo) },
    to: envelope.to.map((one) => ({ address: inEnvelope(one) })),
    subject: letter.subject,
    messageId: `<${owner}.${id}@${domainOf(address)}>`,
    ...(root === undefined ? {} : { inReplyTo: root, references: [root] }),
    date: new Date(envelope.at),
    text: letter.text,
    html: letter.html,
    headers: {
      // Nobody's out-of-office program shall answer, and lists shall not count us as a person (RFC 3834, N3).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
      [ID_HEADER]: `${owner}/${id}`,
    },
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
