import { deliveryOf, type LetterBody, type OwnerReader } from '../cases/letter.ts';

/** A letter about a person's own record, to be queued. */
export interface PersonLetter {
  readonly id: string;
  readonly kind: LetterBody['kind'];
  readonly to: OwnerReader;
  readonly data?: { readonly [name: string]: string | number | boolean };
}

/** Body of a queued letter. Without a person it has no reader: it stands in for a letter to nobody (G7). */
export function personLetter(
  letter: PersonLetter,
  { person, language }: { readonly person: string | undefined; readonly language: LetterBody['language'] },
  at: string,
): LetterBody {
  const { data, ...rest } = letter;
  return {
    ...rest,
    ...(person === undefined ? {} : { person }),
    language,
    channel: 'mail',
    status: 'queued',
    at,
    delivery: deliveryOf(letter.kind),
    attempts: [],
    ...(data === undefined ? {} : { data: { ...data } }),
  };
}
