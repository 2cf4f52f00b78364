import type { LetterBody } from '../domain/letters/letter.ts';
import { firstLetterOf } from '../domain/registration/first-letter.ts';
import type { ProfileBody } from '../domain/registration/person.ts';
import type { Staleness } from './documents.ts';
import { storedOf } from './kinds/kind.ts';
import { letterKind } from './kinds/letters.ts';
import { personPartition } from './kinds/partitions.ts';
import type { Records } from './port.ts';

/** All letters to a person, oldest first; the first one lies in the profile itself. */
export async function personLetters(
  records: Pick<Records, 'query'>,
  profile: ProfileBody,
  { stale = false }: Staleness = {},
): Promise<readonly LetterBody[]> {
  const first = firstLetterOf(profile);
  const found: LetterBody[] = first === undefined ? [] : [first];
  let after: string | undefined;
  do {
    const page = await records.query('cases', personPartition(profile.person), {
      prefix: 'LETTER#',
      stale,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.map((item) => storedOf(letterKind, item).body));
    after = page.cursor;
  } while (after !== undefined);
  return found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
