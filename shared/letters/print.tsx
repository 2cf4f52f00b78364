import { composeLetter, letterDocument } from './compose.ts';
import type { Content, Letterhead } from './content.ts';
import { LetterOnPage } from './html.tsx';
import { typedLine, typedText } from './typed.ts';

/** Whom a printed letter goes to, as typed (personal data: the page is drawn from the sealed contact, never stored). */
export interface PostalRecipient {
  readonly name: string;
  readonly postalAddress: string;
}

/**
 * Body of the page that staff print (K1: who has only a postal address; K4: the answer as a printable letter): the
 * sender, the recipient's address block, then the letter as it would be mailed. Classes: `print`, `print-from`,
 * `print-to`, `letter`; no inline styles, no script – the browser prints.
 */
export function PrintableLetter({
  content,
  head,
  recipient,
}: {
  readonly content: Content;
  readonly head: Letterhead;
  readonly recipient: PostalRecipient;
}) {
  const document = letterDocument(content, head);
  return (
    <article class="print" lang={head.language}>
      <address class="print-from">
        <strong>{head.operator.name}</strong>
        <br />
        {head.operator.postalAddress}
      </address>
      <address class="print-to">
        <strong>{typedLine(recipient.name)}</strong>
        {typedText(recipient.postalAddress)
          .split('\n')
          .map((line) => (
            <span key={line}>
              <br />
              {line}
            </span>
          ))}
      </address>
      <h1 class="print-subject">{document.subject}</h1>
      <LetterOnPage document={document} />
    </article>
  );
}

/** Template version and hash of what is printed: kept with the letter as for mail (N6). */
export function printedHash(
  content: Content,
  head: Letterhead,
): { readonly template: string; readonly hash: string } {
  const { template, hash } = composeLetter(content, head);
  return { template, hash };
}
