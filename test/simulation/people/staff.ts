import type { ACTS } from '../../../shared/api/acts.ts';
import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import { caseOf } from '../../../shared/domain/cases/kinds.ts';
import type { CaseEventType } from '../../../shared/domain/cases/names.ts';
import { milestonesOf } from '../../../shared/domain/cases/planned.ts';
import { addDays } from '../../../shared/law/dates.ts';
import { localDate } from '../../../shared/law/zones.ts';
import type { IdempotentRequest } from '../../../shared/records/idempotency.ts';
import type { Image } from '../invariants/history.ts';
import type { AskedAct } from '../invariants/requests.ts';
import type { Prng } from '../prng.ts';
import { STAFF } from '../settings.ts';
import type { World } from '../world.ts';

type Wanted = { readonly act: keyof typeof ACTS.claim; readonly fields: Readonly<Record<string, unknown>> };

const EVENT: { readonly [act in keyof typeof ACTS.claim]: CaseEventType } = {
  assign: 'assigned',
  substitute: 'substituted',
  note: 'noted',
  hold: 'held',
  resume: 'resumed',
  triage: 'triage-cleared',
  printed: 'letter-printed',
  answer: 'answered',
  deliver: 'posted',
  settle: 'settled',
  court: 'went-to-court',
  'receipt-date': 'receipt-date-corrected',
  consumer: 'consumer-flagged',
};

const DAY = 86_400_000;
const ZONE = 'Europe/Moscow';

/** The staff: look at each case now and then, do what its state asks for, and things in between. */
export class Staff {
  readonly #world: World;
  readonly #chance: Prng;
  #requests = 0;
  /** What was decided, by case: the letters are compared with it. */
  readonly answers = new Map<string, string[]>();

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance.fork('staff');
    world.history.claimed = (reference) => {
      if (this.#chance.chance(0.12)) world.go(this.#soon(reference, 60));
    };
  }

  /** Works on a case; a closed one may be opened again. */
  async care(reference: string): Promise<void> {
    const { clock } = this.#world;
    const chance = this.#chance;
    // Some leave a case alone until it is overdue.
    const lazy = chance.chance(0.3);
    if (chance.chance(0.35)) this.#world.go(this.#soon(reference, 5_000));
    if (chance.chance(0.4)) this.#world.go(this.#atTimer(reference));
    for (;;) {
      await clock.sleep(chance.between(DAY / 12, 2 * DAY));
      const image = this.#world.history.cases.get(reference);
      if (image === undefined || image.body.closedAt !== undefined) continue;
      const finishing = clock.now > this.#world.end;
      const left = Date.parse(`${image.body.dueOn}T12:00:00Z`) - clock.now;
      const wanted = this.#choose(
        image,
        finishing,
        finishing ? !lazy || left < -2 * DAY : chance.chance(left < 0 ? 0.3 : lazy ? 0 : 0.08),
      );
      if (wanted === undefined) continue;
      if (chance.chance(0.12)) {
        this.#world.faults.note('people: two officers at once');
        const other = this.#choose(image, finishing, chance.chance(0.5));
        if (other !== undefined) this.#world.go(this.#ask(image, other, 60));
        await this.#ask(image, wanted, 60);
        continue;
      }
      await this.#ask(image, wanted);
    }
  }

  /** Somebody is quicker than the workflow: an act within so many ms, as it begins to wait. */
  async #soon(reference: string, ms: number): Promise<void> {
    await this.#world.clock.sleep(this.#chance.skewed(0, ms));
    const image = this.#world.history.cases.get(reference);
    if (image?.body.kind !== 'claim') return;
    const wanted = this.#chance.chance(0.4)
      ? this.#choose(image, false, true)
      : this.#chance.pick([this.#dates(image), this.#minor(image)]);
    if (wanted !== undefined) await this.#ask(image, wanted, ms);
  }

  /** An act in the very instant of one of the milestones. */
  async #atTimer(reference: string): Promise<void> {
    const { clock, faults, history } = this.#world;
    const chance = this.#chance;
    await clock.sleep(chance.between(60_000, DAY));
    const before = history.cases.get(reference);
    if (before === undefined || before.body.status !== 'open') return;
    const coming = milestonesOf(caseOf(before.body)).filter(({ at }) => at > clock.now + 1_000);
    if (coming.length === 0) return;
    const instant = chance.pick(coming).at + chance.between(-400, 1_200);
    await clock.sleep(Math.max(0, instant - clock.now));
    const image = history.cases.get(reference);
    if (image === undefined || image.body.status !== 'open') return;
    faults.note('people: decision in the instant of a timer');
    const wanted = chance.chance(0.6) ? this.#choose(image, false, true) : this.#dates(image);
    if (wanted !== undefined) await this.#ask(image, wanted);
  }

  /** What to do with a case as it stands; `decide`: what brings it to its end. */
  #choose(image: Image, finishing: boolean, decide: boolean): Wanted | undefined {
    const chance = this.#chance;
    const { status, heldFor } = image.body;
    const answeredAt = lastAnswer(image.body)?.at;
    switch (status) {
      case 'open':
        if (heldFor && chance.chance(finishing ? 1 : 0.4)) return { act: 'triage', fields: {} };
        if (!decide)
          return finishing
            ? undefined
            : chance.pick([this.#minor(image), this.#minor(image), this.#dates(image)]);
        return chance.chance(finishing ? 0 : 0.15) ? this.#ending() : this.#answer();
      case 'answered': {
        const byPost = image.body.answerTo === 'post' && chance.chance(0.6);
        return byPost || chance.chance(0.12) ? this.#deliver(answeredAt) : this.#note();
      }
      case 'unconfirmed':
      case 'returned':
        return finishing || chance.chance(0.5) ? this.#deliver(answeredAt) : this.#minor(image);
      default:
        return chance.chance(0.1) ? this.#note() : undefined;
    }
  }

  #minor({ body }: Image): Wanted {
    const chance = this.#chance;
    const reason = 'Причина.';
    return chance.pick<Wanted>([
      { act: 'assign', fields: { to: chance.pick(STAFF) } },
      { act: 'substitute', fields: { to: chance.pick(STAFF), reason } },
      body.held ? { act: 'resume', fields: { reason } } : { act: 'hold', fields: { reason } },
      this.#note(),
    ]);
  }

  #note = (): Wanted => ({ act: 'note', fields: { text: 'Позвонили заявителю.' } });

  /** What moves the dates of an open case. */
  #dates({ body }: Image): Wanted {
    const chance = this.#chance;
    const reason = 'Опечатка в дате.';
    const today = localDate(this.#world.clock.now, ZONE);
    if (chance.chance(0.5))
      return {
        act: 'consumer',
        fields: { on: !(body.kind === 'claim' && body.own.consumer === true), reason },
      };
    return { act: 'receipt-date', fields: { receivedOn: addDays(today, -chance.between(0, 35)), reason } };
  }

  #answer(): Wanted {
    const outcome = this.#chance.pick(['satisfied', 'partly', 'rejected']);
    const text = `Ответ ${this.#requests}.`;
    return {
      act: 'answer',
      fields: { outcome, text, ...(outcome === 'satisfied' ? {} : { reasons: 'Основания.' }) },
    };
  }

  #ending = (): Wanted => ({
    act: this.#chance.pick(['settle', 'court']),
    fields: { reason: 'Стороны договорились.' },
  });

  #deliver(answeredAt: string | undefined): Wanted {
    const today = localDate(this.#world.clock.now, ZONE);
    const decided = localDate(Date.parse(answeredAt ?? ''), ZONE);
    const on = this.#chance.chance(0.7) ? today : decided;
    return { act: 'deliver', fields: { channel: 'post', tracking: '80083712345678', on } };
  }

  /** Asks, after so many ms at the most, for an act on what was seen, and again with the same key when nothing is heard. */
  async #ask(
    { body: { reference, revision } }: Image,
    { act, fields }: Wanted,
    thinking = 120_000,
  ): Promise<void> {
    const { clock, doors, faults, requests } = this.#world;
    const chance = this.#chance;
    await clock.sleep(chance.skewed(0, thinking));
    this.#requests += 1;
    const sub = `${chance.pick(STAFF)}.${this.#requests}`;
    const body = { revision, ...fields };
    const key = chance.chance(0.75) ? `act-${this.#requests}-${'k'.repeat(20)}` : undefined;
    const once: IdempotentRequest | undefined =
      key === undefined ? undefined : { route: `POST /staff/cases/{reference}/${act}`, who: sub, key, body };
    const asked: AskedAct = {
      reference,
      revision,
      event: EVENT[act],
      by: `staff:${sub}`,
      at: clock.now,
      heard: [],
      ...(key === undefined ? {} : { key }),
    };
    requests.acts.push(asked);
    if (act === 'answer')
      this.answers.set(reference, [...(this.answers.get(reference) ?? []), String(fields['text'])]);
    const request = { reference, act, body: body as never, sub, ...(once === undefined ? {} : { once }) };
    if (key !== undefined && faults.fires('http: request sent twice'))
      this.#world.go(doors.act(request).then((heard) => asked.heard.push(heard)));
    for (let tries = 0; tries < 5; tries += 1) {
      const heard = await doors.act(request);
      asked.heard.push(heard);
      if (heard.kind === 'answer') {
        if (!heard.result.ok && heard.result.refusal.code === 'stale-revision')
          faults.note('people: act on a stale revision');
        if (key === undefined || !heard.result.ok || !faults.fires('http: request sent twice')) return;
        faults.note('people: same key again');
      }
      await clock.sleep(chance.skewed(500, 60_000));
    }
  }
}
