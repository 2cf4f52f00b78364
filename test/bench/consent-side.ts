/** One who records consents, for the comparison of `consents-run.ts`; and ours, over any records. */
import { actOnOwn } from '../../functions/account/act-on-own.ts';
import { staffMay } from '../../shared/api/consent.ts';
import { postConsent } from '../../shared/api/own-consents.ts';
import { type DoorHandler, door } from '../../shared/http/door.ts';
import { personGate } from '../../shared/http/person-door.ts';
import { staffGate } from '../../shared/http/staff-door.ts';
import { bind } from '../../shared/http/types.ts';
import { startSession } from '../../shared/identity/person-sessions.ts';
import { makeTextProof } from '../../shared/identity/text-proof.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { mayNow } from '../../shared/records/consents.ts';
import { ensureFirst } from '../../shared/records/documents.ts';
import { createPerson } from '../../shared/records/person-file.ts';
import { newPersonId } from '../../shared/records/person-ids.ts';
import type { Records } from '../../shared/records/port.ts';
import { purposeBook } from '../../shared/records/purpose-book.ts';
import { idsFrom, systemRandom } from '../../shared/records/random.ts';
import { addressHash } from '../../shared/records/secrets.ts';
import { builtInTexts } from '../../shared/records/shown-texts.ts';
import { memoryWrapper } from '../../shared/records/wrapper-memory.ts';
import { answerFor } from '../../shared/views/answer-for.ts';
import { SECRETS, SETTINGS } from '../support/http-door.ts';
import { type EventParts, httpEvent, lambdaContext } from '../support/http-event.ts';
import { testIssuer } from '../support/test-issuer.ts';
import { OPENED } from './meter.ts';

/** Gives a consent, withdraws it and asks whether it may: one person's, who had refused before. Throws if not so. */
export type Cycle = () => Promise<void>;

/** Makes people ready for one cycle each; what it takes is not measured. */
export interface Side {
  readonly ready: (many: number) => Promise<readonly Cycle[]>;
}

const DAY = 86_400_000;
const ORIGIN = { agent: 'Mozilla/5.0', network: '203.0.113.0/24' };

const once = (text: string, proof: string, act: 'give' | 'refuse' | 'withdraw') => ({
  ...{ act, purpose: 'promotions' as const },
  ...(act === 'withdraw' ? {} : { text, proof }),
});

/** Ours: `door` goes through the whole of HTTP – session, form, proof, answer –, `operation` calls the operations. */
export async function ourSide(records: Records, how: 'door' | 'operation'): Promise<Side> {
  const book = purposeBook({ records, settings: SETTINGS }, () => OPENED);
  const newId = idsFrom(systemRandom);
  const shared = { records, secrets: SECRETS, wrapper: memoryWrapper(), settings: SETTINGS, newId };
  const deps = { ...shared, book, random: systemRandom };
  const [first] = await ensureFirst(
    deps,
    'promotions',
    () => builtInTexts('promotions', SETTINGS),
    OPENED - 30 * DAY,
  );
  if (first === undefined) throw new Error('no text');
  const text = versionId(first);
  const shown = {
    form: 'account',
    language: 'ru',
    version: text,
    hash: first.hashes.ru,
    at: OPENED,
  } as const;
  const proof = makeTextProof(SECRETS, shown);
  const ask = await ourDoor(records, deps);

  const ready = async (): Promise<Cycle> => {
    const person = newPersonId(systemRandom);
    await open(person, deps);
    const act = async (what: 'give' | 'refuse' | 'withdraw', at: number) => {
      const request = once(text, proof, what);
      const done = await actOnOwn({ person: { id: person, sid: 'one' }, request, language: 'ru' }, at, deps);
      if (!done.ok) throw new Error(done.refusal.code);
    };
    await act('refuse', OPENED);
    if (how === 'operation')
      return async () => {
        await act('give', OPENED + 1000);
        await act('withdraw', OPENED + 2000);
        const { because } = await mayNow(deps, { person, purpose: 'promotions' }, OPENED + 3000);
        if (because !== 'withdrawn') throw new Error(because);
      };
    const { token, write } = startSession(
      SECRETS,
      { person, from: ORIGIN, technicalDays: 90 },
      systemRandom,
      OPENED,
    );
    await records.commit([write]);
    return async () => {
      await ask.act(token, once(text, proof, 'give'), OPENED + 1000);
      await ask.act(token, once(text, proof, 'withdraw'), OPENED + 2000);
      const because = await ask.may(person, OPENED + 3000);
      if (because !== 'withdrawn') throw new Error(because);
    };
  };
  return { ready: (many) => Promise.all(Array.from({ length: many }, ready)) };
}

type Deps = Parameters<typeof actOnOwn>[2] & Parameters<typeof answerFor>[3];

/** Somebody with an account for a month. */
async function open(person: string, deps: Deps): Promise<void> {
  const email = `${person.toLowerCase()}@example.org`;
  const since = new Date(OPENED - 30 * DAY).toISOString();
  const body = {
    ...({ person, state: 'active', revision: 1, language: 'ru', registeredAt: since } as const),
    ...{ confirmedAt: since, policy: { version: 'policy-1', hash: 'h', at: since } },
    lookup: addressHash(SECRETS, email),
  };
  const events = [{ type: 'registered', by: 'person', revision: 1 }] as const;
  const details = { email, name: 'Константин Константинопольский' };
  await createPerson(deps, { body, details, events }, OPENED - 30 * DAY);
}

/** The doors of the account and of the check, as they are bound there, over these records. */
async function ourDoor(records: Records, deps: Deps) {
  const issuer = await testIssuer(SETTINGS.staff.oidc);
  const wired = { deps: async () => ({ secrets: SECRETS }) };
  const gates = {
    ...{ settings: SETTINGS, wired, write: () => {}, people: personGate(records) },
    staff: staffGate({ oidc: SETTINGS.staff.oidc, records, keySets: issuer.keySets }),
  };
  const account = door(
    [
      bind(postConsent, async ({ person, at, language, body, idempotencyKey }) => {
        const done = await actOnOwn({ person, request: body, language, idempotencyKey }, at, deps);
        return done.ok ? { status: 200, json: { event: done.value.event, receipt: '' } } : done;
      }),
    ],
    gates,
  );
  const check = door(
    [
      bind(staffMay, async ({ at, body, params }) => ({
        status: 200,
        json: await answerFor(params.id, body.purpose, at, deps),
      })),
    ],
    gates,
  );
  const answer = async (handler: DoorHandler, parts: EventParts): Promise<string> => {
    const { statusCode, body = '' } = await handler(httpEvent(parts), lambdaContext());
    if (statusCode !== 200) throw new Error(`${parts.route}: ${statusCode} ${body}`);
    return body;
  };
  const headersOf = (token: string) => ({ accept: 'application/json', authorization: `Bearer ${token}` });
  const staff = headersOf(
    await issuer.token({ email: 'officer@example.com', iat: OPENED / 1000, exp: OPENED / 1000 + 3600 }),
  );
  let n = 0;
  return {
    act: (token: string, json: object, at: number) => {
      n += 1;
      const headers = { ...headersOf(token), 'idempotency-key': `bench-${String(n).padStart(20, '0')}` };
      return answer(account, {
        ...{ route: 'POST /me/consents', json, headers },
        at: new Date(at).toISOString(),
      });
    },
    may: async (id: string, at: number): Promise<string> => {
      const route = 'POST /staff/people/{id}/may';
      const body = await answer(check, {
        ...{ route, params: { id }, json: { purpose: 'promotions' }, headers: staff },
        at: new Date(at).toISOString(),
      });
      return (JSON.parse(body) as { readonly because: string }).because;
    },
  };
}
