/** A letter as it went over the wire. */
export const raw = (message: { readonly raw: Uint8Array } | undefined) =>
  Buffer.from(message?.raw ?? []).toString('latin1');

/** What a reader sees: both parts, decoded. */
export const seen = (message: { readonly text: string; readonly html: string } | undefined) =>
  `${message?.text}\n${message?.html}`;
