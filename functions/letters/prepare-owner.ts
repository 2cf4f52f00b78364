import { dataOf, type LetterReader, type OwnerReader, readerIn } from '../../shared/domain/letters/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { firstLetterId } from '../../shared/domain/registration/first-letter.ts';
import type { PersonDetails, ProfileBody } from '../../shared/domain/registration/person.ts';
import { isMailbox } from '../../shared/letters/mailbox.ts';
import type { Draft } from '../../shared/letters/maker.ts';
import { openDetails, readPerson } from '../../shared/records/person-file.ts';
import { type LetterDeps, type Preparation, silenceOf } from './deps.ts';
import { type OwnerKind, TO_OWNERS } from './owner-letters.ts';

/** What the letter says; undefined when it says nothing any more. */
async function draft<K extends OwnerKind>(
  kind: K,
  letter: LetterBody,
  body: ProfileBody,
  at: number,
  deps: LetterDeps,
): Promise<Draft | undefined> {
  const carried = dataOf(kind, letter.data);
  if (!carried.ok || isTooLate(letter, body, at)) return undefined;
  return TO_OWNERS[kind]({ letter, data: carried.data, body, at, deps });
}

/** Everything a letter about a person's own record is written from, read at the moment of sending. */
export async function prepareOwner(
  letter: LetterBody,
  kind: OwnerKind,
  at: number,
  deps: LetterDeps,
): Promise<Preparation> {
  const file = letter.person === undefined ? undefined : await readPerson(deps, letter.person, at);
  if (file === undefined) return { kind: 'stop', reason: 'no-recipient' };
  const details = await openDetails(deps, file.body, 'letter', at);
  const email = addressFor(letter.to, details);
  if (email === undefined || !isMailbox(email)) return { kind: 'stop', reason: 'no-recipient' };
  const made = await draft(kind, letter, file.body, at, deps);
  // A code or link that has run out, was followed by another or has done its work could only confuse.
  if (made === undefined) return { kind: 'stop', reason: silenceOf(kind) };
  const { change } = file.body;
  const lookup = letter.to === 'owner-new' && change !== undefined ? change.lookup : file.body.lookup;
  return { kind: 'ready', draft: made, language: letter.language, to: [email], lookup };
}

/** The first letter of a registration whose link has run out says nothing true any more; stopped, it keeps no sweep waiting (R2). */
const isTooLate = (letter: LetterBody, { letter: first, confirm }: ProfileBody, at: number): boolean =>
  first !== undefined &&
  letter.id === firstLetterId(first) &&
  confirm !== undefined &&
  at >= Date.parse(confirm.until);

/** The address of a reader of a record; others have none in it. */
function addressFor(to: LetterReader, { email, newEmail, oldEmail }: PersonDetails): string | undefined {
  const addresses: { readonly [reader in OwnerReader]: string | undefined } = {
    ...{ owner: email, 'owner-new': newEmail, 'owner-old': oldEmail },
  };
  const owner = readerIn('owner', to);
  return owner && addresses[owner];
}
