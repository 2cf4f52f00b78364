import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { CaseDeps } from '../../shared/records/case-file.ts';
import { type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What a person's own pages need. */
export interface AccountDeps extends CaseDeps {
  readonly settings: RuntimeSettings;
}

/** How often is read and decided anew when others change the same records at the same instant. */
export const TRIES = 5;

/** The record of who is signed in. A session can outlive its account by an instant; then there is nobody. */
export async function ownFile(person: string, at: number, deps: AccountDeps): Promise<Result<PersonFile>> {
  const file = await readPerson(deps, person, at);
  return file === undefined || file.body.state === 'unconfirmed' ? refuse('no-account') : accept(file);
}
