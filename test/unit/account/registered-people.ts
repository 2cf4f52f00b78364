import { builtInText } from '../../../shared/policy/built-in.ts';
import type { DocumentName } from '../../../shared/policy/documents.ts';
import { ensureFirst } from '../../../shared/records/documents.ts';
import { putNew } from '../../../shared/records/kinds/kind.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import { addressKind } from '../../../shared/records/kinds/people.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { createPerson } from '../../../shared/records/person-file.ts';
import { newPersonId } from '../../../shared/records/person-ids.ts';
import { purposeBook } from '../../../shared/records/purpose-book.ts';
import { addressHash } from '../../../shared/records/secrets.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { settings } from '../letters/desk-of-letters.ts';
import { AT, seeded, someSecrets } from '../records/builders.ts';

const DAY = 86_400_000;

/** Details of the person of these tests: found nowhere but where they are opened. */
export const DETAILS = {
  email: 'kanareika@example.org',
  name: 'Анна Канарейкина',
  phone: '+7 495 765-43-21',
  organisation: 'ООО «Канарейка»',
};

/** Records with one confirmed person, and the first text of the named consents, in force for a month. */
export async function peopleWorld(...documents: readonly DocumentName[]) {
  const random = seeded('people');
  const records = new MemoryRecords();
  const secrets = someSecrets();
  let ids = 0;
  const deps = {
    records,
    secrets,
    wrapper: memoryWrapper(),
    book: purposeBook({ records, settings }, () => AT),
    settings,
    random,
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
  };
  const person = newPersonId(random);
  const lookup = addressHash(secrets, DETAILS.email);
  const since = new Date(AT - 30 * DAY).toISOString();
  const body = {
    ...({ person, state: 'active', revision: 1, language: 'ru', registeredAt: since } as const),
    ...{ confirmedAt: since, lookup, policy: { version: 'policy-1', hash: 'h', at: since } },
  };
  const events = [
    { type: 'registered', by: 'person', revision: 1 },
    { type: 'confirmed', by: 'person' },
  ] as const;
  await createPerson(deps, { body, details: DETAILS, events }, AT - 30 * DAY, [
    putNew(addressKind, lookup, { person, since }),
  ]);
  for (const document of documents)
    await ensureFirst(
      deps,
      document,
      () => ({ ru: builtInText(document, 'ru', settings), en: builtInText(document, 'en', settings) }),
      AT - 30 * DAY,
    );
  return {
    ...deps,
    person,
    /** Events of a chain. */
    chain: async (subject: string): Promise<readonly EventBody[]> =>
      (await readChain(records, subject)).map((event) => event.body),
    /** Everything stored, bytes as they lie there. */
    plain: (): string =>
      JSON.stringify([...records.everything()], (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
      ),
  };
}
export type PeopleWorld = Awaited<ReturnType<typeof peopleWorld>>;
