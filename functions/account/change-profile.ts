import type { PublicField } from '../../shared/domain/consent/distribution.ts';
import type { ProfileField, ProfileWish } from '../../shared/domain/registration/profile.ts';
import { accept, type Result } from '../../shared/domain/result.ts';
import { decideAgain, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { commitPerson, ownFile, type PersonFile } from '../../shared/records/person-file.ts';
import { type Changing, type WishedProfile, wishedProfile } from '../../shared/records/wished-profile.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';

/** What a change has come to. */
export interface Changed {
  readonly changed: readonly ProfileField[];
  readonly revision: number;
  /** Fields whose public copy was taken back; absent: none. */
  readonly unpublished?: readonly PublicField[];
}

/** What is changed here, its owner changes. */
const OWNER: Changing = { by: { by: 'person', channel: 'web', form: 'account' }, purpose: 'own-change' };

/** What a profile becomes by its owner's wish. */
export const ownWish = (file: PersonFile, wish: ProfileWish, at: number, deps: OperationDeps) =>
  wishedProfile(file, wish, OWNER, at, deps);

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
      const wished = await ownWish(file, wish, at, deps);
      const done = changedBy(wished, wished.made.body.revision);
      if (wished.made.changed.length === 0) return accept(done);
      return written(await commitPerson(deps, file, wished.made, at, wished.more), done);
    },
  });
}
