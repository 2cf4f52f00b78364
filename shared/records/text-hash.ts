import { createHash } from 'node:crypto';

/** SHA-256 of the exact text (UTF-8), base64url: names a text of a document for ever (P1, C2). Not keyed: the texts are public. */
export const hashOfText = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('base64url');
