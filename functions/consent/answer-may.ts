import type { MayRequest, MayView } from '../../shared/api/consent.ts';
import type { MayAnswer } from '../../shared/domain/consent/may.ts';
import { hasAccount } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { type ConsentDeps, consentEventId, mayNow, type PurposeBook } from '../../shared/records/consents.ts';
import { personOf, readPerson } from '../../shared/records/person-file.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the check over HTTP needs. */
export interface MayDeps extends ConsentDeps {
  readonly book: PurposeBook;
  readonly settings: Pick<RuntimeSettings, 'programs'>;
}

/** Id that no person has: an address nobody confirmed costs the same reads as a known one (G7). */
const NOBODY = 'P-00000000000000000000';

/** The purposes that the settings give a program; issuers name it with or without `program:` before its client id. */
function purposesOf(program: string, { programs = {} }: MayDeps['settings']): readonly string[] {
  const name = program.replace(/^program:/, '');
  return Object.hasOwn(programs, name) ? (programs[name] ?? []) : [];
}

/** Answers another program (C4): within its own purposes only; who is not known has not consented. */
export async function answerProgram(
  { person, email, purpose }: MayRequest,
  program: string,
  at: number,
  deps: MayDeps,
): Promise<Result<MayView>> {
  if (!purposesOf(program, deps.settings).includes(purpose))
    return refuse('purpose-not-yours', { field: 'purpose' });
  const found = email === undefined ? person : await personOf(deps, email, at);
  return accept(await answerFor(found ?? NOBODY, purpose, at, deps));
}

/** The check for a person, with the name of the event that decided. */
export async function answerFor(
  person: string,
  purpose: string,
  at: number,
  deps: Omit<MayDeps, 'settings'>,
): Promise<MayView> {
  const account =
    deps.book.facts(purpose)?.ground === 'contract' ? await accountOf(person, at, deps) : 'none';
  return viewOf(person, await mayNow(deps, { person, purpose, account }, at));
}

/** An answer as it leaves: the event by its name. */
export const viewOf = (person: string, { allowed, because, event }: MayAnswer): MayView => ({
  allowed,
  because,
  ...(event === undefined ? {} : { event: consentEventId(person, event) }),
});

/** A registration of which no account was made is no contract. */
async function accountOf(
  person: string,
  at: number,
  deps: Pick<ConsentDeps, 'records'>,
): Promise<'open' | 'none'> {
  const file = await readPerson(deps, person, at);
  return file !== undefined && hasAccount(file.body) ? 'open' : 'none';
}
