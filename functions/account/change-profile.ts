import {
  changeProfile,
  type ProfileField,
  type ProfileWish,
} from '../../shared/domain/registration/profile.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { commitPerson, openDetails } from '../../shared/records/person-file.ts';
import { policyAsked, policyChanged } from './acknowledge.ts';
import { type AccountDeps, ownFile, TRIES } from './deps.ts';

/** What a change has come to. */
export interface Changed {
  readonly changed: readonly ProfileField[];
  readonly revision: number;
}

/**
 * Changes the fields that differ (R5), once: said again, nothing differs and nothing is written.
 * Refusals: `policy-changed` (P3), `no-account`, `busy`.
 * @param at epoch ms
 */
export async function updateProfile(
  person: string,
  wish: ProfileWish,
  at: number,
  deps: AccountDeps,
): Promise<Result<Changed>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const file = await ownFile(person, at, deps);
    if (!file.ok) return file;
    const { body } = file.value;
    const asked = await policyAsked(body, at, deps);
    if (asked !== undefined) return policyChanged(asked, body.policy.version);
    const made = changeProfile(body, await openDetails(deps, body), wish);
    const { changed } = made;
    const done = accept({ changed, revision: made.body.revision });
    if (changed.length === 0) return done;
    if ((await commitPerson(deps, file.value, made, at)) === 'ok') return done;
  }
  return refuse('busy');
}
