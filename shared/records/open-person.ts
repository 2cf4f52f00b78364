import type { PurposeFor } from '../domain/opening-purposes.ts';
import type { PersonDetails, ProfileBody } from '../domain/registration/person.ts';
import type { RecordDeps } from './deps.ts';
import { keyFor, putNew, type Stored, storedOf } from './kinds/kind.ts';
import { personTextKind } from './kinds/person-texts.ts';
import { type TransferBody, type TransferWords, transferWords } from './kinds/transfers.ts';
import { keyToOpen, keyToSeal } from './opening.ts';
import { detailsUnder, profileKey } from './person-file.ts';
import type { Item } from './port.ts';
import type { ReasonSeal } from './record-read.ts';
import { type DataKey, openJson, sealJson } from './sealing.ts';

const TEXTS = 'TEXT#';

/** The personal part of a person, opened, with the words of staff about it. */
export interface OpenedPerson extends ReasonSeal {
  readonly details: PersonDetails;
  /** Words of reasons by the id that their events name. */
  textsIn(items: readonly Item[]): ReadonlyMap<string, string>;
  /** Who got the data, and what proves it, by the id of the transfer. */
  wordsOf(transfers: readonly Stored<TransferBody>[]): ReadonlyMap<string, TransferWords>;
}

/** Seals words of staff about a person, of whom nothing is opened (G17). */
export async function reasonSealOf(deps: RecordDeps, body: ProfileBody): Promise<ReasonSeal> {
  return sealUnder(await keyToSeal(deps, profileKey(body)), body.person);
}

/** The writes of words that lie beside the profile, under its key; they change nothing of the profile itself. */
const sealUnder = (key: DataKey, person: string): ReasonSeal => ({
  textWrite({ id, text }) {
    const place = { key: keyFor(personTextKind, { person, id }), field: 'sealed' };
    return putNew(personTextKind, { person, id }, { sealed: sealJson(key, place, text) });
  },
});

/** Opens a person for staff. The caller has said why, and writes the event before it shows anything (G10). */
export async function openPerson(
  deps: RecordDeps,
  body: ProfileBody,
  purpose: PurposeFor<'person'>,
  at: number,
): Promise<OpenedPerson> {
  const { person } = body;
  const key = await keyToOpen(deps, profileKey(body), { of: 'person', id: person, purpose, at });
  return {
    details: detailsUnder(key, body),
    textsIn: (items) =>
      new Map(
        items.map((item) => {
          const { sealed } = storedOf(personTextKind, item).body;
          return [item.sk.slice(TEXTS.length), openJson(key, { key: item, field: 'sealed' }, sealed, String)];
        }),
      ),
    wordsOf: (transfers) =>
      new Map(
        transfers.map(({ item, body: { id, sealed } }) => [
          id,
          openJson(key, { key: item, field: 'sealed' }, sealed, (value) => transferWords.parse(value)),
        ]),
      ),
    ...sealUnder(key, person),
  };
}
