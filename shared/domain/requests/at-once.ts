import type { ConsentPurpose } from '../../policy/purposes.ts';
import type { PublicField } from '../consent/distribution.ts';
import { type RecordsCommand, usesEndedBy } from './carrying.ts';
import { isPersons } from './own.ts';
import { openParts, type RequestBody } from './standing.ts';

/** What a person may name of what they ask: consents to withdraw, fields to take back; all where nothing is named. */
export interface Named {
  readonly purposes?: readonly ConsentPurpose[] | undefined;
  readonly fields?: readonly PublicField[] | undefined;
}

/** What is done about a part that nobody has to decide on: a no of the person's own is never refused (C3, R6). */
const DONE_BY = {
  'withdraw-consent': 'end-consents',
  stop: 'stop',
  'objection-promotions': 'stop',
  unpublish: 'unpublish',
} as const;
export type AtOncePart = keyof typeof DONE_BY;

const isAtOnce = (part: string): part is AtOncePart => Object.hasOwn(DONE_BY, part);

/**
 * The acts that carry out at once what a person has asked for themselves, in a session or by the code of an address that is
 * theirs (S3); of promotions, by whatever they have proven it: what they withdraw, stop, object to, or take back. None where anybody has to decide, or nothing is held of them.
 */
export function actsAtOnce(body: RequestBody, { purposes, fields }: Named = {}): readonly RecordsCommand[] {
  const { by, proof } = body.own;
  if (proof.state !== 'proven' || body.person === undefined) return [];
  const isOwn = by === 'subject' && (proof.how === 'session' || proof.how === 'code');
  return openParts(body).flatMap(({ part, state }): RecordsCommand[] => {
    // Promotions stop at once, however it became known who objects (15(2)).
    const mayBe = isOwn || (isPersons(by) && part === 'objection-promotions');
    if (state !== 'asked' || !isAtOnce(part) || !mayBe) return [];
    const act = DONE_BY[part];
    if (act === 'unpublish') return [{ act, part, fields }];
    return [
      { act, part, purposes: act === 'end-consents' ? (purposes ?? usesEndedBy(part)) : usesEndedBy(part) },
    ];
  });
}
