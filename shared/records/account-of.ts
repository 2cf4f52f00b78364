import { hasAccount, type ProfileBody } from '../domain/registration/person.ts';
import { openContact } from './case-file.ts';
import type { RecordDeps } from './deps.ts';
import { holderOf, readPerson } from './person-file.ts';

/** The record of who has an account under an address; undefined for nobody. `at`: epoch ms. */
export async function accountOf(
  deps: RecordDeps,
  email: string | undefined,
  at: number,
): Promise<ProfileBody | undefined> {
  const holder = email === undefined ? undefined : await holderOf(deps, email, at);
  const owner = holder && (await readPerson(deps, holder.person, at));
  return owner !== undefined && hasAccount(owner.body) ? owner.body : undefined;
}

/** Whose account the address is that a request is about – of who asks, where it names nobody else (S3). */
export async function accountMeant(
  deps: RecordDeps,
  reference: string,
  at: number,
): Promise<ProfileBody | undefined> {
  const opened = await openContact(deps, reference, 'proof', at);
  return accountOf(deps, (opened?.about ?? opened?.contact)?.email, at);
}
