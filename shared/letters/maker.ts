import type { Letterhead } from './content.ts';
import type { LetterDocument } from './document.ts';
import type { Template } from './templates/template.ts';
import { writeDocument } from './write-document.ts';

/** A letter with all that it says, to be drawn by who knows the day and the operator: for mail, print, preview and bundle. */
export interface Draft {
  /** Version of the wording (N6). */
  readonly template: string;
  /** The text of a decision is frozen as it was previewed (K4). */
  readonly document: (head: Letterhead) => LetterDocument;
}

/** Content in the words of a template. */
export const draftOf = <Content>(template: Template<Content>, content: Content): Draft => ({
  template: template.version,
  document: (head) => writeDocument(template, content, head),
});

/** Makes a letter of one kind from what was read for it. Undefined: it has nothing to say, now or any more. */
export type Maker<Read> = (read: Read) => Promise<Draft | undefined>;

/** How a kind of letter is made: its words, and what they tell of what was read. */
export const letter =
  <Read, Content>(
    template: Template<Content>,
    content: (read: Read) => Content | undefined | Promise<Content | undefined>,
  ): Maker<Read> =>
  async (read) => {
    const told = await content(read);
    return told === undefined ? undefined : draftOf(template, told);
  };
