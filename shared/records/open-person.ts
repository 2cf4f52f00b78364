import type { NewText } from '../domain/cases/change.ts';
import type { PersonDetails, ProfileBody } from '../domain/registration/person.ts';
import { keyFor, putNew, storedOf } from './kinds/kind.ts';
import { personPartition } from './kinds/people.ts';
import { personTextKind } from './kinds/person-texts.ts';
import { detailsUnder, type PersonDeps, profileKey } from './person-file.ts';
import type { Write } from './port.ts';
import { openJson, sealJson } from './sealing.ts';

const TEXTS = 'TEXT#';

/** The personal part of a person, opened, with the words of staff about it. */
export interface OpenedPerson {
  readonly details: PersonDetails;
  /** Words of reasons by the id that their events name. */
  texts(): Promise<ReadonlyMap<string, string>>;
  /** The write that seals the words of one more reason; it changes nothing of the profile itself (G17). */
  textWrite(text: NewText): Write;
}

/** Opens a person for staff. The caller has said why, and writes the event before it shows anything (G10). */
export async function openPerson(deps: PersonDeps, body: ProfileBody): Promise<OpenedPerson> {
  const { person } = body;
  const key = await profileKey(deps, body);
  return {
    details: detailsUnder(key, body),
    async texts() {
      const found = new Map<string, string>();
      let after: string | undefined;
      do {
        const page = await deps.records.query('people', personPartition(person), {
          prefix: TEXTS,
          ...(after === undefined ? {} : { after }),
        });
        for (const item of page.items) {
          const { sealed } = storedOf(personTextKind, item).body;
          found.set(
            item.sk.slice(TEXTS.length),
            openJson(key, { key: item, field: 'sealed' }, sealed, String),
          );
        }
        after = page.cursor;
      } while (after !== undefined);
      return found;
    },
    textWrite({ id, text }) {
      const place = { key: keyFor(personTextKind, { person, id }), field: 'sealed' };
      return putNew(personTextKind, { person, id }, { sealed: sealJson(key, place, text) });
    },
  };
}
