import type { MayView } from '../api/consent.ts';
import type { MayAnswer } from '../domain/consent/may.ts';
import { hasAccount } from '../domain/registration/person.ts';
import { consentEventId, mayNow, type PurposeBook } from '../records/consents.ts';
import type { LedgerDeps } from '../records/deps.ts';
import { readPerson } from '../records/person-file.ts';

/** What the check for one person needs. */
export interface AnswerDeps extends LedgerDeps {
  readonly book: PurposeBook;
}

/** Whether a person's data may be used for a purpose at an instant (epoch ms), with the name of the event that decided (C4). */
export async function answerFor(
  person: string,
  purpose: string,
  at: number,
  deps: AnswerDeps,
): Promise<MayView> {
  const account =
    deps.book.facts(purpose)?.ground === 'contract' ? await accountOf(person, at, deps) : 'none';
  return viewOf(person, await mayNow(deps, { person, purpose, account }, at));
}

/** An answer as staff see it: the event by its name. */
const viewOf = (person: string, { allowed, because, event, scope }: MayAnswer): MayView => ({
  allowed,
  because,
  ...(scope === undefined ? {} : { scope }),
  ...(event === undefined ? {} : { event: consentEventId(person, event) }),
});

/** A registration of which no account was made is no contract. */
async function accountOf(
  person: string,
  at: number,
  deps: Pick<LedgerDeps, 'records'>,
): Promise<'open' | 'none'> {
  const file = await readPerson(deps, person, at);
  return file !== undefined && hasAccount(file.body) ? 'open' : 'none';
}
