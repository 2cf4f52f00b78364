/** What a template is given to read: a file of the project by its path. Throws where there is none. */
export type ReadFile = (path: string) => string;

/** A file as it is to be: new, or an existing one with an entry more. */
export interface Planned {
  readonly path: string;
  readonly text: string;
  /** It is there, and gets an entry more. */
  readonly entry?: true;
}

/** What a template makes of a name, and what is left to be done by hand. */
export interface Plan {
  readonly files: readonly Planned[];
  readonly next: readonly string[];
}

/** One thing that `npm run new` can begin. Throws {@link CannotBegin}. */
export type Template = (name: string, read: ReadFile) => Plan;

/** The name or the place does not do; the message says what would. */
export class CannotBegin extends Error {}

/** A name in the ways in which files, values and types are called. */
export interface Names {
  /** `mark-checked` */
  readonly kebab: string;
  /** `markChecked` */
  readonly camel: string;
  /** `MarkChecked` */
  readonly pascal: string;
  /** `MARK_CHECKED` */
  readonly upper: string;
  /** `mark checked` */
  readonly words: string;
}

/** Throws where a name is not two or more small words with hyphens between them. */
export function namesOf(kebab: string): Names {
  if (!/^[a-z]+(-[a-z]+)+$/.test(kebab))
    throw new CannotBegin(`"${kebab}": say two or more small words with hyphens, e.g. mark-checked`);
  const pascal = kebab.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  const camel = `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}`;
  return {
    kebab,
    camel,
    pascal,
    upper: kebab.toUpperCase().replaceAll('-', '_'),
    words: kebab.replaceAll('-', ' '),
  };
}

/** A file with `entry` put in before the last `anchor`, and `imports` after its own. Throws where the anchor is not there. */
export function withEntry(
  path: string,
  read: ReadFile,
  {
    anchor,
    entry,
    imports = '',
  }: { readonly anchor: string; readonly entry: string; readonly imports?: string },
): Planned {
  const text = read(path);
  const at = text.lastIndexOf(anchor);
  if (at < 0) throw new CannotBegin(`${path} has no place for an entry: no ${JSON.stringify(anchor)}`);
  const first = imports === '' ? 0 : text.indexOf('import ');
  return {
    path,
    entry: true,
    text: text.slice(0, first) + imports + text.slice(first, at) + entry + text.slice(at),
  };
}
