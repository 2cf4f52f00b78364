import { hasAccount } from '../../../shared/domain/registration/person.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import { openDetails } from '../../../shared/records/person-file.ts';
import { consentChain } from '../../../shared/records/person-ids.ts';
import { personOfToken } from '../../../shared/records/person-proofs.ts';
import type { Store } from '../cloud/store.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import type { PeopleHistory } from './people-history.ts';
import type { AskedConsent, PersonRequests, Probe } from './person-requests.ts';
import { accepted, range, spell } from './requests.ts';
import { slowMay } from './slow-may.ts';

export interface PeopleKnown {
  readonly requests: PersonRequests;
  /** Also those that a restore may have lost. */
  readonly everything: PersonRequests;
  readonly people: PeopleHistory;
  readonly history: History;
  readonly store: Store;
  readonly isRestored: boolean;
}

/** Compares what people and programs were answered with what is recorded. */
export async function checkPeople(known: PeopleKnown, checks: Checks): Promise<void> {
  await checkRegistrations(known, checks);
  await checkAccounts(known, checks);
  checkProofs(known, checks);
  checkConsents(known, checks);
  for (const probe of known.requests.probes) checkProbe(probe, known, checks);
}

async function checkRegistrations({ requests, people, store }: PeopleKnown, checks: Checks): Promise<void> {
  const made = new Map<string, string[]>();
  for (const [person, body] of people.born) {
    const { name } = await openDetails({ records: store.twin, wrapper: store.wrapper }, body, 'upkeep', 0);
    made.set(name, [...(made.get(name) ?? []), person]);
  }
  for (const { marker, key, heard } of requests.registrations) {
    const found = made.get(marker) ?? [];
    const [least, most] = range(key, heard);
    checks.hold(
      'recorded',
      found.length >= least && found.length <= most,
      () => `${marker}: ${found.length} registrations, heard ${heard.map(spell).join()}`,
    );
    const handles = new Set(accepted(heard).map(({ challenge }) => challenge));
    for (const handle of handles)
      checks.hold(
        'recorded',
        found.includes(personOfToken(handle) ?? ''),
        () => `${marker}: ${personOfToken(handle)} was answered, but is not there`,
      );
    checks.hold(
      'replayed',
      key === undefined || handles.size <= 1,
      () => `${marker}: one key, ${handles.size} registrations`,
    );
  }
}

/** R1: what stands in an account of an address that a link has proven, its owner has typed. */
async function checkAccounts(
  { everything, history, people, store }: PeopleKnown,
  checks: Checks,
): Promise<void> {
  for (const [person, body] of people.profiles) {
    const chain = history.chains.get(person) ?? [];
    if (!hasAccount(body) || !chain.some(({ type }) => type === 'address-proved')) continue;
    const { name } = await openDetails({ records: store.twin, wrapper: store.wrapper }, body, 'upkeep', 0);
    const hers = everything.accounts.some((one) => one.person === person && name === one.name);
    checks.hold(
      'accounts',
      hers || chain.some(({ type }) => type === 'profile-changed'),
      () => `${person}: the account has the name of whoever registered`,
    );
  }
}

function checkProofs({ requests, history, people }: PeopleKnown, checks: Checks): void {
  for (const { person, good, why, by, heard } of requests.proofs) {
    const yes = accepted(heard).length;
    checks.hold('proofs', good || yes === 0, () => `${person}: a proof was taken, though ${why}`);
    const proves = by === 'link' ? 'address-proved' : 'confirmed';
    const events = (history.chains.get(person) ?? []).filter(({ type }) => type === proves).length;
    checks.hold(
      'recorded',
      yes === 0 || events === 1,
      () => `${person}: ${proves} ${events} times, heard ${heard.map(spell).join()}`,
    );
  }
  for (const [person, proofs] of Map.groupBy(requests.proofs, (one) => one.person)) {
    const taken = proofs.filter(({ heard }) => accepted(heard).length > 0).length;
    checks.hold('proofs', taken <= 1, () => `${person}: ${taken} proofs were taken`);
  }
  for (const { person, purpose, act, bound, heard } of requests.choices) {
    const events = people.consents(person).filter(({ data }) => data?.['form'] === 'registration');
    const kept = events.find(({ type, data }) => type === TYPES[act] && data?.['purpose'] === purpose);
    const chain = history.chains.get(person) ?? [];
    const byLink = chain.some(({ type }) => type === 'address-proved');
    const byCode = !byLink && chain.some(({ type }) => type === 'confirmed');
    checks.hold(
      'recorded',
      kept !== undefined || !byCode || accepted(heard).length === 0,
      () => `${person}: ${act} ${purpose} was kept, but is no event`,
    );
    checks.hold(
      'proofs',
      !byLink || kept === undefined,
      () => `${person}: ${act} ${purpose} of whoever registered stands, though only the link was pressed`,
    );
    const served = kept?.data?.['served'];
    checks.hold(
      'proofs',
      bound || served !== 'challenge' || requests.choices.some((one) => one.person === person && one.bound),
      () => `${person}: ${purpose} says that its text was shown to her, the form served it to anybody`,
    );
  }
  for (const { challenge, heard } of requests.codes) {
    const tokens = accepted(heard).map(({ token }) => token);
    checks.hold('proofs', tokens.length <= 1, () => `${challenge}: ${tokens.length} sessions of one code`);
    for (const token of tokens) {
      const [person = '', sid = ''] = token.split('.');
      const told = (history.chains.get(person) ?? []).some(
        ({ type, data }) => type === 'signed-in' && data?.['session'] === sid,
      );
      checks.hold('recorded', told, () => `${person}: signed in without an event`);
    }
  }
  for (const { person, at, cancelled } of requests.closings) {
    const asked = (history.chains.get(person) ?? []).some(({ type }) => type === 'closing-asked');
    checks.hold('recorded', asked, () => `${person}: closing of ${new Date(at).toISOString()} not recorded`);
    checks.hold(
      'destroyed',
      cancelled || !people.profiles.has(person),
      () => `${person} asked to be closed and is still there`,
    );
  }
}

const TYPES = { give: 'consent-given', refuse: 'consent-refused', withdraw: 'consent-withdrawn' } as const;

function checkConsents({ requests, people, isRestored }: PeopleKnown, checks: Checks): void {
  const most = new Map<string, number>();
  for (const { person, purpose, act, key, heard } of requests.consents) {
    const yes = accepted(heard);
    const names = new Set(yes.map(({ event }) => event));
    checks.hold(
      'replayed',
      key === undefined || names.size <= 1,
      () => `${person}: one key, events ${[...names].join()}`,
    );
    for (const name of names) {
      const found = people.consents(person).find(({ n }) => `${person}-${n}` === name);
      const same = (found?.type === TYPES.give) === (act === 'give') && found?.data?.['purpose'] === purpose;
      checks.hold('recorded', same, () => `${name}: ${act} ${purpose} was answered, it is ${found?.type}`);
    }
    const place = `${person} ${purpose} ${TYPES[act]}`;
    most.set(place, (most.get(place) ?? 0) + range(key, heard)[1]);
  }
  // An event of a time that a restore has touched may belong to a request that is left out here.
  if (isRestored) return;
  for (const [person] of people.born)
    for (const [place, events] of Map.groupBy(
      people.consents(person).filter(({ type, data }) => isAskedHere(type, data)),
      ({ type, data }) => `${person} ${data?.['purpose']} ${type}`,
    ))
      checks.hold(
        'recorded',
        events.length <= (most.get(place) ?? 0),
        () => `${place}: ${events.length} events, ${most.get(place) ?? 0} asked for`,
      );
}

function checkProbe(probe: Probe, { everything, requests, people }: PeopleKnown, checks: Checks): void {
  const {
    answer,
    about,
    purpose,
    gateway: at,
    versions: [low, high],
  } = probe;
  const n = answer.event === undefined ? '' : ` ${answer.event.split('-').at(-1)}`;
  const said = answer.because === 'blocked' ? 'no blocked' : `${answer.allowed ? 'yes' : 'no'}${n}`;
  const possible = new Set<string>();
  for (const { person, from, to, account } of about)
    for (let n = from; n <= to; n += 1)
      for (let v = low; v <= high; v += 1)
        for (const has of account)
          possible.add(
            slowMay(people.consents(person).slice(0, n), {
              ...{ purpose, at, account: has },
              versions: people.versions.slice(0, v),
            }),
          );
  checks.hold(
    'may',
    possible.has(said),
    () =>
      `${about.map(({ person }) => person).join()} ${purpose} at ${new Date(at).toISOString()}: answered ${said}, events say ${[...possible].join(' or ')}`,
  );
  if (!answer.allowed) return;
  for (const { person } of about) {
    const no = requests.consents.filter((one) => isNo(one, person, purpose) && isHeard(one, probe.at));
    for (const { earliest, act } of no) {
      const again = everything.consents.some(
        (one) =>
          one.act === 'give' &&
          one.person === person &&
          one.purpose === purpose &&
          one.at <= probe.until &&
          one.latest >= earliest,
      );
      checks.hold(
        'withdrawn',
        again,
        () =>
          `${consentChain(person)} ${purpose}: yes at ${new Date(probe.at).toISOString()} after ${act} of ${new Date(earliest).toISOString()}`,
      );
    }
  }
}

/** An act of the person or of staff, not of the registration, and not what a request has ended. */
const isAskedHere = (type: string, data: EventBody['data']): boolean =>
  type.startsWith('consent-') && data?.['form'] !== 'registration' && data?.['case'] === undefined;

const isNo = (one: AskedConsent, person: string, purpose: string): boolean =>
  one.act !== 'give' && one.person === person && one.purpose === purpose;
/** Whether the answer was heard before. */
const isHeard = ({ heard, last }: AskedConsent, at: number): boolean =>
  last < at && accepted(heard).length > 0;
