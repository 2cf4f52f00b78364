import type { KnownCase } from '../../../shared/domain/cases/kinds.ts';
import type { CaseEventType } from '../../../shared/domain/cases/names.ts';
import type { Part } from '../../../shared/domain/requests/own.ts';
import { localDate } from '../../../shared/law/zones.ts';
import type { AskedAct } from '../invariants/requests.ts';
import type { Prng } from '../prng.ts';
import { STAFF } from '../settings.ts';
import type { World } from '../world.ts';

type Request = KnownCase<'request'>;

/** An act with what it takes; of those on destructions the desk has a page of their own. */
interface Wanted {
  readonly act: keyof typeof EVENT;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Who is to do it; somebody, if not said. */
  readonly sub?: string;
}

const EVENT = {
  note: 'noted',
  assign: 'assigned',
  triage: 'triage-cleared',
  'receipt-date': 'receipt-date-corrected',
  deliver: 'posted',
  settle: 'settled',
  prove: 'proven',
  evidence: 'evidence-received',
  'find-lawful': 'found-lawful',
  'find-unlawful': 'found-unlawful',
  correct: 'corrected',
  stop: 'stopped',
  unpublish: 'unpublished',
  'end-consents': 'consents-withdrawn',
  keep: 'kept',
  'make-lawful': 'made-lawful',
  'block-instead': 'blocked-instead',
  lift: 'block-lifted',
  answer: 'answered',
  refuse: 'refused',
  extend: 'extension-noticed',
  disclose: 'disclosed',
  'renew-link': 'link-renewed',
  'end-link': 'link-ended',
  plan: 'plan-proposed',
  approve: 'plan-approved',
  'call-off': 'erasure-called-off',
} as const satisfies { readonly [act: string]: CaseEventType };
const ON_DESTRUCTIONS = ['plan', 'approve', 'call-off'] as const;
type OnDestruction = (typeof ON_DESTRUCTIONS)[number];
const isOnDestruction = (act: string): act is OnDestruction => ON_DESTRUCTIONS.some((one) => one === act);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 'Europe/Moscow';
const reason = 'Проверено по журналу.';

/** Officers who bring requests to their end: prove, examine, carry out, destroy, answer, refuse, extend – and come too late at times. */
export class RequestOfficers {
  readonly #world: World;
  readonly #chance: Prng;
  /** Acts on a case that were refused: another way is to be found. */
  readonly #refused = new Map<string, number>();
  #requests = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('request officers');
  }

  /** Works on a request until the run is over. */
  async care(reference: string): Promise<void> {
    const { clock, end, faults, history } = this.#world;
    const chance = this.#chance;
    for (;;) {
      await clock.sleep(chance.between(HOUR, chance.chance(0.5) ? 8 * HOUR : 2 * DAY));
      const body = history.cases.get(reference)?.body;
      if (body?.kind !== 'request' || body.closedAt !== undefined) continue;
      const finishing = clock.now > this.#world.end;
      const wanted = this.#choose(body, finishing);
      if (wanted === undefined) continue;
      if (chance.chance(0.1) && clock.now < end) {
        faults.note('people: two officers at once');
        const other = this.#choose(body, finishing);
        if (other !== undefined) this.#world.go(this.#ask(body, other));
      }
      await this.#ask(body, wanted);
    }
  }

  #choose(body: Request, finishing: boolean): Wanted | undefined {
    const chance = this.#chance;
    if (body.heldFor !== undefined && chance.chance(0.5)) return { act: 'triage' };
    switch (body.status) {
      case 'returned':
        return this.#deliver();
      case 'answered':
        return body.answerTo === 'post' || chance.chance(0.1) ? this.#deliver() : this.#duty(body);
      case 'unconfirmed':
      case 'sent':
        return finishing || chance.chance(0.3) ? { act: 'settle', fields: { reason } } : undefined;
      case 'following':
        return this.#duty(body);
      case 'open':
      case 'unproven':
        if (!finishing && chance.chance(0.3)) return this.#minor(body);
        return body.own.proof.state === 'proven'
          ? (this.#part(body, finishing) ?? this.#duty(body))
          : this.#unproven(body, finishing);
      default:
        return undefined;
    }
  }

  #minor(body: Request): Wanted {
    const chance = this.#chance;
    const { part } = chance.pick(body.own.parts);
    const { disclosure } = body.own;
    return chance.pick<Wanted>([
      { act: 'note', fields: { text: 'Позвонили.' } },
      { act: 'assign', fields: { to: chance.pick(STAFF) } },
      { act: 'extend', fields: { part, text: 'Ждём ответа архива.' } },
      disclosure === undefined
        ? { act: 'note', fields: { text: 'Ждём.' } }
        : { act: chance.pick(['renew-link', 'end-link']) },
      { act: 'receipt-date', fields: { receivedOn: this.#today(), reason } },
    ]);
  }

  /** Nobody knows yet who asks: what is alleged is examined all the same, the rest waits, and is refused in time. */
  #unproven(body: Request, finishing: boolean): Wanted | undefined {
    const { by, mandate, proof } = body.own;
    const checked = body.own.parts.find(({ part, state }) => part === 'complaint' && state === 'asked');
    if (checked !== undefined && this.#chance.chance(0.3)) return this.#find();
    if (
      by === 'representative' &&
      mandate !== undefined &&
      proof.agreedAt !== undefined &&
      !this.#isStuck(body)
    )
      return {
        act: 'prove',
        fields: { how: 'authority-to-act', mandate: mandate.kind, issuedOn: mandate.issuedOn },
      };
    // Staff see somebody's document only of who comes.
    const isHere = this.#world.requesting.isTruthful(body.reference);
    if (by === 'subject' && isHere && proof.state === 'unproven' && this.#chance.chance(0.1))
      return { act: 'prove', fields: { how: 'document', reason } };
    const isWaited = proof.state === 'unproven' && !this.#isDueSoon(body);
    if (!finishing && isWaited) return undefined;
    const part = body.own.parts.find(({ state }) => state === 'asked' || state === 'done')?.part;
    return part === undefined
      ? undefined
      : { act: 'refuse', fields: { part, ground: 'not-proven', text: this.#text() } };
  }

  /** The next thing about what is asked. */
  #part(body: Request, finishing: boolean): Wanted | undefined {
    const chance = this.#chance;
    const part = body.own.parts.find(({ state }) => state === 'asked' || state === 'done');
    if (part === undefined) return undefined;
    if (part.state === 'done') return { act: 'answer', fields: { part: part.part, text: this.#text() } };
    const stuck = this.#isStuck(body);
    if (stuck || (!finishing && chance.chance(0.08))) return this.#refuse(part);
    const known = body.person !== undefined;
    switch (part.part) {
      case 'access':
        return { act: 'disclose' };
      case 'correction':
        return known ? this.#correct(part) : this.#refuse(part);
      case 'erasure':
      case 'erasure-unlawful':
        if (part.part === 'erasure-unlawful' && part.evidenceOn === undefined && chance.chance(0.7))
          return { act: 'evidence', fields: { part: part.part, receivedOn: this.#today() } };
        return known && !chance.chance(0.05)
          ? this.#destroy(body, finishing)
          : { act: 'keep', fields: { part: part.part, reason } };
      case 'withdraw-consent':
        return known ? { act: 'end-consents', fields: { part: part.part } } : this.#refuse(part);
      case 'stop':
      case 'objection-promotions':
        return known ? { act: 'stop', fields: { part: part.part } } : this.#refuse(part);
      case 'unpublish':
        return known ? { act: 'unpublish', fields: { part: part.part } } : this.#refuse(part);
      case 'complaint':
        return this.#find();
      default:
        return { act: 'answer', fields: { part: part.part, text: this.#text() } };
    }
  }

  #correct({ part, evidenceOn }: Part): Wanted {
    const chance = this.#chance;
    if (evidenceOn === undefined && chance.chance(0.6))
      return { act: 'evidence', fields: { part, receivedOn: this.#today() } };
    if (chance.chance(0.1)) return { act: 'lift', fields: { part, reason } };
    return { act: 'correct', fields: { part, fields: [chance.pick(['phone', 'organisation'])] } };
  }

  #find(): Wanted {
    const act = this.#chance.pick(['find-lawful', 'find-unlawful'] as const);
    return { act, fields: { detectedOn: this.#today(), reason } };
  }

  /** What was found, or is owed besides an answer. */
  #duty(body: Request): Wanted | undefined {
    const chance = this.#chance;
    const running = (id: string): boolean =>
      body.clocks.some((clock) => clock.id === id && clock.state === 'running');
    const part = 'complaint';
    if (running('complaint.stop')) return { act: 'stop', fields: { part } };
    if (running('complaint.destroy')) {
      const known = body.person !== undefined && !this.#isStuck(body);
      if (!known || chance.chance(0.4)) return { act: 'make-lawful', fields: { part, reason } };
      return chance.chance(0.1)
        ? { act: 'block-instead', fields: { part, reason } }
        : this.#destroy(body, true);
    }
    return body.clocks.some(({ id, state }) => state === 'running' && /\.(?:later|destroy)$/.test(id))
      ? this.#destroy(body, true)
      : undefined;
  }

  /** Plan, second officer, 72 hours; called off at times, approved by one officer twice or by the plan of another day in vain. */
  #destroy({ own: { erasure } }: Request, finishing: boolean): Wanted | undefined {
    const chance = this.#chance;
    const { faults } = this.#world;
    if (erasure?.state === 'approved') {
      if (finishing || !chance.chance(0.1) || erasure.approved?.by === 'requester') return undefined;
      faults.note('people: erasure called off by an officer');
      return { act: 'call-off' };
    }
    if (erasure?.state !== 'proposed') return { act: 'plan', fields: { part: 'all' } };
    if (chance.chance(0.3)) {
      faults.note('people: one officer twice');
      return {
        act: 'approve',
        fields: { hash: erasure.hash },
        sub: erasure.proposed.by.slice('staff:'.length),
      };
    }
    if (chance.chance(0.1)) {
      faults.note('people: plan of another day');
      return { act: 'approve', fields: { hash: 'x'.repeat(erasure.hash.length) } };
    }
    // What holds and refusals touch may have changed since: then it is proposed anew.
    return chance.chance(0.2)
      ? { act: 'plan', fields: { part: 'all' } }
      : { act: 'approve', fields: { hash: erasure.hash } };
  }

  #refuse({ part }: Part): Wanted {
    const ground = this.#chance.pick(['kept-by-law', 'kept-for-dispute', 'nothing-held'] as const);
    return { act: 'refuse', fields: { part, ground, text: this.#text() } };
  }

  #deliver = (): Wanted => ({
    act: 'deliver',
    fields: { channel: 'post', tracking: '80083712345678', on: this.#today() },
  });

  #today = (): string => localDate(this.#world.clock.now, ZONE);
  #text = (): string => `Ответ ${this.#requests}.`;

  #isDueSoon = ({ dueOn }: Request): boolean =>
    dueOn === undefined || Date.parse(`${dueOn}T12:00:00Z`) - this.#world.clock.now < 3 * DAY;

  #isStuck = ({ reference }: Request): boolean => (this.#refused.get(reference) ?? 0) > 5;

  /** Asks for an act on what was seen, and again with the same key when nothing is heard. */
  async #ask({ reference, revision }: Request, { act, fields = {}, sub: given }: Wanted): Promise<void> {
    const { clock, doors, faults, requests } = this.#world;
    const chance = this.#chance;
    await clock.sleep(chance.skewed(0, 120_000));
    this.#requests += 1;
    const sub = given ?? `${chance.pick(STAFF)}.r${this.#requests}`;
    const body = { revision, ...fields };
    const key = chance.chance(0.75) ? `request-act-${this.#requests}-${'k'.repeat(20)}` : undefined;
    const once =
      key === undefined ? {} : { once: { route: `POST ${reference} ${act}`, who: sub, key, body } };
    const asked: AskedAct = {
      ...{ reference, revision, event: EVENT[act], by: `staff:${sub}`, at: clock.now, heard: [] },
      ...(key === undefined ? {} : { key }),
    };
    // Who does a second thing under the same name is compared by what the case says of both.
    if (given === undefined) requests.acts.push(asked);
    const once1 = () =>
      isOnDestruction(act)
        ? doors.requests.decide({ reference, act, body, staff: { sub, role: 'officer' }, ...once })
        : doors.act({ reference, act, body, sub, ...once });
    if (key !== undefined && faults.fires('http: request sent twice'))
      this.#world.go(once1().then((heard) => asked.heard.push(heard)));
    for (let tries = 0; tries < 5; tries += 1) {
      const heard = await once1();
      asked.heard.push(heard);
      if (heard.kind === 'answer') {
        if (heard.result.ok) this.#refused.delete(reference);
        else if (heard.result.refusal.code === 'stale-revision')
          faults.note('people: act on a stale revision');
        else this.#refused.set(reference, (this.#refused.get(reference) ?? 0) + 1);
        return;
      }
      await clock.sleep(chance.skewed(500, 60_000));
    }
  }
}
