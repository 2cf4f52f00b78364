import { readMime } from '../../../infra/local/mime.ts';

type Message = { readonly raw: Uint8Array } | undefined;

/** A letter as it went over the wire. */
export const raw = (message: Message) => Buffer.from(message?.raw ?? []).toString('latin1');

/** What a reader sees: both parts, decoded. */
export const seen = (message: Message) => {
  const { text, html } = readMime(Buffer.from(message?.raw ?? []));
  return `${text}\n${html}`;
};
