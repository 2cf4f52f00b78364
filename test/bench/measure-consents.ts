/** Request units of consents: acts, the check before each use, publication, and what staff look up. */
import { actOnOwn } from '../../functions/account/act-on-own.ts';
import { answerProgram } from '../../functions/consent/answer-may.ts';
import { unsubscribe } from '../../functions/consent/unsubscribe.ts';
import { enterConsent } from '../../functions/people/enter-consent.ts';
import { searchPeople } from '../../functions/people/search.ts';
import { showPerson } from '../../functions/people/show-person.ts';
import { publish } from '../../functions/publication/publish.ts';
import { takeBack } from '../../functions/publication/take-back.ts';
import { viewPublication } from '../../functions/publication/view.ts';
import { showPublic } from '../../functions/published/show.ts';
import type { ConsentAct, ConsentCommand } from '../../shared/domain/consent/decide.ts';
import type { Result } from '../../shared/domain/result.ts';
import { readSession } from '../../shared/identity/person-sessions.ts';
import { readTextProof, sessionBond } from '../../shared/identity/text-proof.ts';
import { actOnConsent } from '../../shared/records/consent-acts.ts';
import { mayNow, recordConsents } from '../../shared/records/consents.ts';
import { bookWith } from '../../shared/records/purpose-book.ts';
import { systemRandom } from '../../shared/records/random.ts';
import { knownVersions } from '../../shared/records/shown-texts.ts';
import { unsubscribeLink } from '../../shared/records/unsubscribe.ts';
import { SECRETS } from '../support/http-door.ts';
import type { Metered } from './meter.ts';
import { EMAIL, granted, type People, people } from './metered-people.ts';

/** Operations in the order in which a person meets them; staff and the public last. */
export type ConsentOperation =
  | 'consent given'
  | 'consent given, with guards (session, account, text, idempotency)'
  | 'consent refused'
  | 'consent withdrawn, with its duty'
  | 'consent withdrawn, with guards (session, account, idempotency)'
  | 'consent withdrawn by one click'
  | 'consent of a paper entered by staff, with guards'
  | 'check whether it may'
  | 'check whether it may, six events and a block'
  | 'check of a program by address'
  | 'field made public, with guards (account, text)'
  | 'public page'
  | 'own page of what is public'
  | 'field taken back'
  | 'people search'
  | 'person page of staff with its personal part';

/** Events of a usual history before the block: two from the registration, and four since. */
const SINCE = ['withdraw', 'give', 'withdraw', 'give'] as const satisfies readonly ConsentAct[];

/** A person's act in the account, as its door makes it after the guards: the text is proven, its versions are read. */
async function proven(made: People, act: ConsentAct, purpose: 'promotions' | 'partners') {
  const { deps, meter } = made;
  const bond = sessionBond({ id: 'P-0', sid: 'one' });
  const { version, proof } = await made.shown(purpose, 'account', bond);
  const versions = await knownVersions(purpose, meter.at, deps);
  const read = granted(readTextProof(SECRETS, proof, { form: 'account', bond, versions, version }, meter.at));
  const { hash, language, mac, served, at } = read;
  const text = { version, hash, shown: new Date(at).toISOString(), proof: mac, served };
  const command: ConsentCommand = {
    ...{ act, purpose, by: 'person', channel: 'web', form: 'account', language },
    ...(act === 'withdraw' ? {} : { text }),
  };
  return { command, deps: { ...deps, book: bookWith(deps.book, purpose, versions) } };
}

/** Meters one act without its guards. */
async function bare(
  made: People,
  person: string,
  name: ConsentOperation,
  [act, purpose]: readonly [ConsentAct, 'promotions' | 'partners'],
): Promise<void> {
  const { command, deps } = await proven(made, act, purpose);
  const acted = await made.meter.meter(name, () => actOnConsent(deps, person, command, made.meter.at));
  if (granted(acted).kind !== 'record') throw new Error(`${name}: nothing was recorded`);
}

/** Meters one act as the door takes it: the session, then the operation with its key of idempotency. */
async function guarded(made: People, person: string, name: ConsentOperation, act: 'give' | 'withdraw') {
  const token = await made.signedIn(person);
  const { version: text, proof } = await made.shown('promotions', 'account');
  const request = { act, purpose: 'promotions', ...(act === 'give' ? { text, proof } : {}) } as const;
  const { meter, deps } = made;
  const done = await meter.meter(name, async (): Promise<Result<unknown>> => {
    const session = await readSession(meter.records, SECRETS, token, meter.at);
    if (session === undefined) throw new Error('nobody is signed in');
    const own = {
      person: { id: session.person, sid: session.sid },
      request,
      language: 'ru',
      idempotencyKey: name,
    } as const;
    return actOnOwn(own, meter.at, deps);
  });
  granted(done);
}

/** Acts of one person, without and with guards, and the checks before, between and after. */
async function meterActs(made: People, person: string): Promise<void> {
  const { meter, deps } = made;
  const check = (name: ConsentOperation) =>
    meter.meter(name, () => mayNow(deps, { person, purpose: 'promotions' }, meter.at));
  if (!(await check('check whether it may')).allowed) throw new Error('given at the registration');
  await bare(made, person, 'consent withdrawn, with its duty', ['withdraw', 'promotions']);
  await bare(made, person, 'consent given', ['give', 'promotions']);
  await guarded(made, person, 'consent withdrawn, with guards (session, account, idempotency)', 'withdraw');
  await guarded(made, person, 'consent given, with guards (session, account, text, idempotency)', 'give');
  const asked = { email: EMAIL, purpose: 'promotions' } as const;
  granted(
    await meter.meter('check of a program by address', () => answerProgram(asked, 'crm', meter.at, deps)),
  );
  const { token, write } = unsubscribeLink(SECRETS, person, systemRandom, meter.at);
  await meter.records.commit([write]);
  granted(
    await meter.meter('consent withdrawn by one click', () => unsubscribe(token, 'ru', meter.at, deps)),
  );
}

/** The check of somebody with a usual history who is blocked; and a paper that staff enter for the same person. */
async function meterBlocked(made: People): Promise<void> {
  const { meter, deps } = made;
  const person = await made.confirmed('promotions', 'partners');
  for (const act of SINCE) {
    const { command, deps: held } = await proven(made, act, 'promotions');
    meter.at += 1000;
    granted(await actOnConsent(held, person, command, meter.at));
  }
  const data = {
    block: 'a'.repeat(16),
    kind: 'unlawful-use',
    scope: 'full',
    case: 'PD-2026-K7M4QX-1',
  } as const;
  const at = new Date(meter.at).toISOString();
  const block = { at, type: 'blocked', by: 'system', data } as const;
  if (!(await recordConsents(deps, person, [block])).ok) throw new Error('not blocked');
  const answer = await meter.meter('check whether it may, six events and a block', () =>
    mayNow(deps, { person, purpose: 'promotions' }, meter.at),
  );
  if (answer.because !== 'blocked') throw new Error(`the check says ${answer.because}`);
}

/** A paper that staff enter, and what they look up. */
async function meterStaff(made: People, person: string): Promise<void> {
  const { meter, deps } = made;
  const { version: text } = await made.shown('promotions');
  const told = { act: 'give', channel: 'paper', on: '2026-12-07', reason: 'asked-by-person', text } as const;
  const telling = {
    person,
    told: { ...told, purpose: 'promotions', language: 'ru' },
    sub: 'officer-1',
  } as const;
  const once = { route: 'consents', who: 'officer-1', key: 'k'.repeat(22), body: told };
  granted(
    await meter.meter('consent of a paper entered by staff, with guards', () =>
      enterConsent({ ...telling, once }, meter.at, deps),
    ),
  );
  const wanted = { email: EMAIL, reason: 'answer' } as const;
  const found = await meter.meter('people search', () =>
    searchPeople({ wanted, sub: 'officer-1' }, meter.at, deps),
  );
  if (found.items.length !== 1) throw new Error('nobody was found');
  const look = { person, sub: 'officer-1', reason: 'answer' } as const;
  granted(
    await meter.meter('person page of staff with its personal part', () => showPerson(look, meter.at, deps)),
  );
}

async function meterPublication(made: People, person: string): Promise<void> {
  const { meter, deps } = made;
  const field = 'name';
  const { version: text, proof } = await made.shown('distribution', 'account');
  const publishing = {
    person: { id: person, sid: 'one' },
    field,
    text,
    proof,
    conditions: ['no-transfer'],
  } as const;
  granted(
    await meter.meter('field made public, with guards (account, text)', () =>
      publish(publishing, meter.at, deps),
    ),
  );
  const own = granted(
    await meter.meter('own page of what is public', () => viewPublication(person, meter.at, deps)),
  );
  const page = own.url?.split('/').at(-1) ?? '';
  granted(await meter.meter('public page', () => showPublic(page, meter.at, deps)));
  granted(await meter.meter('field taken back', () => takeBack({ person, field }, meter.at, deps)));
}

/** Meters consents of somebody who chose two at the registration, the texts recorded before. */
export async function meterConsents(): Promise<Readonly<Record<ConsentOperation, Metered>>> {
  const made = await people();
  const person = await made.confirmed('promotions', 'partners');
  await meterActs(made, person);
  const other = await people();
  const silent = await other.confirmed();
  await bare(other, silent, 'consent refused', ['refuse', 'promotions']);
  await meterStaff(made, person);
  await meterPublication(made, person);
  const blocked = await people();
  await meterBlocked(blocked);
  const refused = 'consent refused';
  const check = 'check whether it may, six events and a block';
  return {
    ...made.meter.taken,
    [refused]: other.meter.taken[refused],
    [check]: blocked.meter.taken[check],
  } as Record<ConsentOperation, Metered>;
}
