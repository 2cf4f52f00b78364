/**
 * How a letter is named in the tag {@link LETTER_TAG} of its message, so that the mail service's events find it again.
 * SES takes ASCII letters, digits, `_` and `-` in a tag, 256 at most; `<owner>/<id>` is therefore written
 * `<owner>__<id>`. An owner (a case reference, or `digest`, `desk` …) has no underscore.
 */
export interface LetterAddress {
  /** Case reference, or the group of a letter that belongs to no case. */
  readonly owner: string;
  readonly id: string;
}

/** Owner in a tag of letters that belong to no case and no person. */
export const NOBODY = 'mail';

/** How the mail service names the letter in its events. */
export const addressOf = ({
  reference,
  person,
  id,
}: {
  readonly reference?: string | undefined;
  readonly person?: string | undefined;
  readonly id: string;
}): LetterAddress => ({ owner: reference ?? person ?? NOBODY, id });

const OWNER = /^[0-9A-Za-z-]{1,64}$/;
const ID = /^[0-9A-Za-z_-]{1,120}$/;

/** The tag's value. Throws a RangeError for what cannot stand in a tag: a fault of the program. */
export function letterTag({ owner, id }: LetterAddress): string {
  if (!OWNER.test(owner) || !ID.test(id)) throw new RangeError('Owner or id of a letter does not fit a tag');
  return `${owner}__${id}`;
}

/** Reads a tag's value; undefined for anything that {@link letterTag} did not write. */
export function readLetterTag(value: string): LetterAddress | undefined {
  const at = value.indexOf('__');
  if (at < 0) return undefined;
  const found = { owner: value.slice(0, at), id: value.slice(at + 2) };
  return OWNER.test(found.owner) && ID.test(found.id) ? found : undefined;
}
