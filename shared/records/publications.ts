import type { PublicField } from '../domain/consent/distribution.ts';
import type { PurposeFor } from '../domain/opening-purposes.ts';
import type { OpenDeps } from './deps.ts';
import { deleting, keyFor, read, type Stored, storedOf } from './kinds/kind.ts';
import { personPartition } from './kinds/partitions.ts';
import {
  PUBLISHED,
  type PublishedBody,
  publicContext,
  publicPageKind,
  publishedKind,
} from './kinds/publications.ts';
import { keyToOpen } from './opening.ts';
import type { Records, Write } from './port.ts';
import { openJson, sealJson, type Wrapper } from './sealing.ts';
import type { RandomBytes } from './secrets.ts';

/** A new id of a public page: 128 random bits, without a trace of the person's own id. */
export const newPublicId = (random: RandomBytes): string => Buffer.from(random(16)).toString('base64url');

/** Whether a text has the form of such an id. */
export const isPublicId = (text: string): boolean => /^[\w-]{22}$/.test(text);

/** All fields that a person has made public (strongly consistent). */
export async function publishedOf(
  records: Pick<Records, 'query'>,
  person: string,
): Promise<readonly Stored<PublishedBody>[]> {
  const { items } = await records.query('people', personPartition(person), { prefix: PUBLISHED });
  return items.map((item) => storedOf(publishedKind, item));
}

/** The writes that take published fields away; the public page goes with them where nothing else stands on it. */
export async function unpublishing(
  records: Records,
  gone: readonly Stored<PublishedBody>[],
  standing: readonly Stored<PublishedBody>[],
  at: number,
): Promise<readonly Write[]> {
  const [first] = gone;
  const page =
    first === undefined || gone.length < standing.length
      ? undefined
      : await read(records, publicPageKind, first.body.page, at);
  return [...gone.map(({ item }) => deleting(item)), ...(page === undefined ? [] : [deleting(page.item)])];
}

const place = (person: string, field: PublicField) => ({
  key: keyFor(publishedKind, { person, field }),
  field: 'sealed',
});

/** Seals a value for the public page under a key of its own: who may open it can open nothing else. */
export async function sealPublic(
  { wrapper }: { readonly wrapper: Wrapper },
  { person, page, field }: Pick<PublishedBody, 'person' | 'page' | 'field'>,
  value: string,
): Promise<Pick<PublishedBody, 'key' | 'sealed'>> {
  const { key, wrapped } = await wrapper.generate(publicContext(page));
  return { key: wrapped, sealed: sealJson(key, place(person, field), value) };
}

/** The published value. */
export async function openPublic(
  deps: OpenDeps,
  { person, page, field, key: wrapped, sealed }: PublishedBody,
  purpose: PurposeFor<'person'>,
  at: number,
): Promise<string> {
  const opening = { of: 'person', id: person, purpose, at } as const;
  const key = await keyToOpen(deps, { key: wrapped, context: publicContext(page) }, opening);
  return openJson(key, place(person, field), sealed, String);
}
