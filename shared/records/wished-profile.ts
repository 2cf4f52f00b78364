import type { PublicField } from '../domain/consent/distribution.ts';
import type { PurposeFor } from '../domain/opening-purposes.ts';
import { changeProfile, type ProfileChange, type ProfileWish } from '../domain/registration/profile.ts';
import type { RecordDeps } from './deps.ts';
import { copiedIn } from './kinds/kind.ts';
import { publishedKind } from './kinds/publications.ts';
import { type Chapter, type Head, headOf } from './ledger.ts';
import { openDetails, type PersonFile } from './person-file.ts';
import type { Write } from './port.ts';
import { publishedOf } from './publications.ts';
import type { Telling } from './taking-back.ts';

/** A change of the profile with all that its commit writes beside the record. */
export interface WishedProfile {
  readonly made: ProfileChange;
  readonly more: {
    readonly writes: readonly Write[];
    readonly chapters: readonly Chapter[];
    readonly head?: Head;
  };
  readonly unpublished: readonly PublicField[];
}

/** Who changes a profile, and for what it is opened. */
export interface Changing {
  readonly by: Telling;
  readonly purpose: PurposeFor<'person'>;
}

/**
 * What a profile becomes by a wish of its owner, or of a request that is carried out. The public copy of a field that changes,
 * or goes, is taken back in the same commit: a value was consented to as it stood, and another one is published by its own
 * consent only (R6).
 * @param at epoch ms
 */
export async function wishedProfile(
  { body }: PersonFile,
  wish: ProfileWish,
  { by, purpose }: Changing,
  at: number,
  deps: RecordDeps,
): Promise<WishedProfile> {
  const { records } = deps;
  const made = changeProfile(body, await openDetails(deps, body, purpose, at), wish, by);
  const nothing = { made, more: { writes: [], chapters: [] }, unpublished: [] };
  const fields = copiedIn(publishedKind, made.changed);
  if (fields.length === 0) return nothing;
  // Before the copies are listed: what is published from here on moves the end of the chain, and all is read anew.
  const head = await headOf(records, body.person);
  const standing = await publishedOf(records, body.person);
  const gone = standing.filter((one) => fields.includes(one.body.field));
  if (gone.length === 0) return { ...nothing, more: { ...nothing.more, head } };
  // Withdrawing brings the calendar of its legal clock: few need it.
  const { takingBack } = await import('./taking-back.ts');
  const { events, ...more } = await takingBack(records, { person: body.person, gone, standing, by }, at);
  return {
    made: { ...made, events: [...made.events, ...events] },
    more: { ...more, head },
    unpublished: gone.map((one) => one.body.field),
  };
}
