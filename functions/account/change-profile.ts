import type { PublicField } from '../../shared/domain/consent/distribution.ts';
import {
  changeProfile,
  type ProfileChange,
  type ProfileField,
  type ProfileWish,
} from '../../shared/domain/registration/profile.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { copiedIn } from '../../shared/records/kinds/kind.ts';
import { publishedKind } from '../../shared/records/kinds/publications.ts';
import { type Chapter, type Head, headOf } from '../../shared/records/ledger.ts';
import { commitPerson, openDetails, ownFile, type PersonFile } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { publishedOf } from '../../shared/records/publications.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';

/** What a change has come to. */
export interface Changed {
  readonly changed: readonly ProfileField[];
  readonly revision: number;
  /** Fields whose public copy was taken back; absent: none. */
  readonly unpublished?: readonly PublicField[];
}

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

/**
 * What a profile becomes by a wish. The public copy of a field that changes, or goes, is taken back in the same commit: a
 * value was consented to as it stood, and another one is published by its own consent only (R6).
 */
export async function wishedProfile(
  { body }: PersonFile,
  wish: ProfileWish,
  at: number,
  deps: OperationDeps,
): Promise<WishedProfile> {
  const { records } = deps;
  const made = changeProfile(body, await openDetails(deps, body, 'own-change', at), wish);
  const nothing = { made, more: { writes: [], chapters: [] }, unpublished: [] };
  const fields = copiedIn(publishedKind, made.changed);
  if (fields.length === 0) return nothing;
  // Before the copies are listed: what is published from here on moves the end of the chain, and all is read anew.
  const head = await headOf(records, body.person);
  const standing = await publishedOf(records, body.person);
  const gone = standing.filter((one) => fields.includes(one.body.field));
  if (gone.length === 0) return { ...nothing, more: { ...nothing.more, head } };
  // Withdrawing brings the calendar of its legal clock: few need it.
  const { takingBack } = await import('../../shared/records/taking-back.ts');
  const { events, ...more } = await takingBack(records, { person: body.person, gone, standing }, at);
  return {
    made: { ...made, events: [...made.events, ...events] },
    more: { ...more, head },
    unpublished: gone.map((one) => one.body.field),
  };
}

/** The answer to a change. */
export const changedBy = ({ made: { changed }, unpublished }: WishedProfile, revision: number): Changed => ({
  changed,
  revision,
  ...(unpublished.length === 0 ? {} : { unpublished }),
});

/**
 * Changes the fields that differ (R5), once: said again, nothing differs and nothing is written.
 * Refusals: `policy-changed` (P3), those of {@link ownFile}, `busy`.
 * @param at epoch ms
 */
export async function updateProfile(
  person: string,
  wish: ProfileWish,
  at: number,
  deps: OperationDeps,
): Promise<Result<Changed>> {
  return decideAgain(deps, {
    read: () => ownFile(person, at, deps),
    async decide(file) {
      const { body } = file;
      const asked = await policyAsked(body, at, deps);
      if (asked !== undefined) return policyChanged(asked, body.policy.version);
      const wished = await wishedProfile(file, wish, at, deps);
      const done = changedBy(wished, wished.made.body.revision);
      if (wished.made.changed.length === 0) return accept(done);
      return written(await commitPerson(deps, file, wished.made, at, wished.more), done);
    },
  });
}
