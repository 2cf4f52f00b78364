import { casesWork } from '../../functions/cases/events.ts';
import { openStep, type StepDeps, waitStep } from '../../functions/cases/steps.ts';
import { withdrawCase } from '../../functions/cases/withdraw.ts';
import { takeClaim } from '../../functions/claims/open-claim.ts';
import { actOnCase } from '../../functions/desk/act.ts';
import { runDaily } from '../../functions/desk/run-daily.ts';
import { exportWork } from '../../functions/exports/due.ts';
import { closeDays } from '../../functions/ledger/close-days.ts';
import { lettersWork } from '../../functions/letters/events.ts';
import { doStep, mailingsWork } from '../../functions/mailings/events.ts';
import { takeEvent as takeOutboxEvent } from '../../functions/outbox/events.ts';
import type { MailingStep } from '../../shared/domain/mailings/steps.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { StepEvent } from '../../shared/domain/workflow-payloads.ts';
import type { DoorName, OutboxGroup, ScheduleName } from '../../shared/names.ts';
import { takeEvent } from '../../shared/outbox/door-of.ts';
import type { HandOn } from '../../shared/outbox/hand-on.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { type Secrets, secretsOf } from '../../shared/records/secrets.ts';
import { rememberStaff, type SeenStaff } from '../../shared/records/staff-directory.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';
import type { Workflows } from '../../shared/workflows/step-functions.ts';
import type { Clockwork } from './clockwork.ts';
import type { Mail } from './cloud/mail.ts';
import type { Store } from './cloud/store.ts';
import type { Faults } from './faults.ts';
import type { Ended, Functions } from './functions.ts';
import { PeopleDoors } from './people-doors.ts';
import type { Prng } from './prng.ts';
import { RequestDoors } from './request-doors.ts';

/** Keys are derived once for all runs: that takes longer than many a run's first day. */
export const SECRETS: Secrets = secretsOf({ current: 'k1', keys: { k1: 'x'.repeat(44) } });

/** What a caller over HTTP learns: an answer, or nothing (a timeout, a 5xx): then it may have been done or not. */
export type Heard<T> = { readonly kind: 'answer'; readonly result: Result<T> } | { readonly kind: 'nothing' };

export interface DoorParts {
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly functions: Functions;
  readonly chance: Prng;
  readonly store: Store;
  readonly mail: Mail;
  readonly settings: RuntimeSettings;
  readonly workflows: Workflows;
}

/** Longest run of a door in seconds, as the stacks say. */
const SECONDS: Partial<Record<DoorName, number>> = {
  'registration-public': 10,
  'account-public': 10,
  'consent-public': 10,
  'consent-desk': 10,
  'policy-desk': 10,
  'claims-public': 10,
  'claims-desk': 10,
  'desk-desk': 10,
  'people-desk': 10,
  'cases-public': 10,
  'requests-public': 10,
  'requests-desk': 10,
  'erasures-desk': 10,
  'exports-public': 30,
  'outbox-task': 75,
  'cases-task': 75,
  'letters-task': 75,
  'desk-task': 300,
  'ledger-task': 300,
  'mailings-task': 300,
};
const TASK_SECONDS = 30;

/** The doors of the product with everything outside them simulated; what they do is the product's own. */
export class Doors {
  readonly #parts: DoorParts;
  readonly #random: Prng;
  readonly #newId: () => string;
  readonly people: PeopleDoors;
  readonly requests: RequestDoors;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#random = parts.chance.fork('program');
    this.#newId = idsFrom(this.#random.bytes);
    this.people = new PeopleDoors(this, parts.functions.remaining);
    this.requests = new RequestDoors(this);
  }

  /** What every operation gets. */
  get deps() {
    const { store, settings, functions } = this.#parts;
    return {
      ...{ records: store.records, wrapper: store.wrapper, secrets: SECRETS, settings },
      ...{ random: this.#random.bytes, newId: this.#newId, now: functions.now, sleep: functions.sleep },
      report: () => {},
    };
  }

  get #steps(): StepDeps {
    return { ...this.deps, workflows: this.#parts.workflows };
  }

  run<T>(door: DoorName, work: () => Promise<T>): Promise<Ended<T>> {
    return this.#parts.functions.invoke(door, SECONDS[door] ?? TASK_SECONDS, work);
  }

  /** A request over HTTP; `at` is the gateway's time, whose clock may be wrong too. */
  async ask<T>(door: DoorName, work: (at: number) => Promise<Result<T>>): Promise<Heard<T>> {
    const { clock, faults, functions, chance } = this.#parts;
    await clock.sleep(chance.skewed(1, 50));
    const at = clock.now + functions.skew();
    const ended = await this.run(door, () => work(at));
    if (ended.kind !== 'done' || faults.fires('http: answer lost')) return { kind: 'nothing' };
    return { kind: 'answer', result: ended.value };
  }

  claim(incoming: Parameters<typeof takeClaim>[0]) {
    const door = incoming.by === 'requester' ? 'claims-public' : 'claims-desk';
    return this.ask(door, (at) => takeClaim(incoming, at, this.deps));
  }

  act(asked: Parameters<typeof actOnCase>[0]) {
    return this.ask('desk-desk', (at) => actOnCase(asked, at, this.deps));
  }

  withdraw(asked: Parameters<typeof withdrawCase>[0]) {
    return this.ask('cases-public', (at) => withdrawCase(asked, at, this.deps));
  }

  /** Somebody of the staff signs in. */
  signIn(who: SeenStaff) {
    return this.run('desk-desk', () => rememberStaff(this.deps, who, 'ru', this.#parts.clock.now));
  }

  step(payload: unknown): Promise<Ended<unknown>> {
    const event = payload as StepEvent;
    return this.run<unknown>('cases-task', () =>
      event.step === 'open' ? openStep(event, this.#steps) : waitStep(event, this.#steps),
    );
  }

  outbox(event: object) {
    return this.run('outbox-task', () =>
      takeOutboxEvent(
        event,
        { cases: 'cases', people: 'people' },
        { ...this.deps, handOn: this.#handOn, swept: () => {}, report: () => {} },
      ),
    );
  }

  /** An asynchronous invocation: a call that may fail; what was taken is brought at least once – here, at times not at all. */
  #handOn: HandOn = async (_door, event) => {
    const { clock, chance, faults, functions } = this.#parts;
    await functions.before();
    if (faults.fires('hand-on: not taken')) throw new Error('TooManyRequestsException');
    const bring = (ms: number) => clock.after(ms, () => void this.knock(event.group, event));
    const late = faults.fires('hand-on: late') ? chance.between(1_000, 20 * 60_000) : chance.skewed(10, 500);
    if (!faults.fires('hand-on: lost')) bring(late);
    if (faults.fires('hand-on: twice')) bring(chance.skewed(10, 60_000));
    await functions.after();
  };

  /** What cases want of their workflow, and executions that died. */
  cases(event: object) {
    const { remaining } = this.#parts.functions;
    return this.run('cases-task', () =>
      takeEvent('case', event, casesWork({ ...this.deps, ...this.#steps, remaining })),
    );
  }

  /** What people asked for in their session is disclosed. */
  exports(event: object) {
    const { remaining } = this.#parts.functions;
    return this.run('exports-task', () =>
      takeEvent('export', event, exportWork({ ...this.deps, remaining })),
    );
  }

  letters(event: object) {
    const { functions, mail, chance } = this.#parts;
    const budget = { remaining: functions.remaining, sleep: functions.sleep };
    return this.run('letters-task', () =>
      takeEvent('letter', event, lettersWork({ ...this.deps, mail, random: chance.next }, budget)),
    );
  }

  get #telling() {
    const { functions, mail, chance, workflows } = this.#parts;
    return { ...this.deps, mail, workflows, random: chance.next, remaining: functions.remaining };
  }

  /** Telling many is started, and looked after. */
  mailings(event: object) {
    return this.run('mailings-task', () => takeEvent('notice', event, mailingsWork(this.#telling)));
  }

  /** A step of telling many. */
  tellMany(step: MailingStep) {
    return this.run<unknown>('mailings-task', () => doStep(step, this.#telling));
  }

  daily(event: { readonly time: string; readonly detail: { readonly schedule: string } }) {
    const { functions, settings } = this.#parts;
    const schedule = event.detail.schedule === 'daily-digest' ? 'daily-digest' : 'daily-overdue';
    return this.run('desk-task', () =>
      runDaily(schedule, Date.parse(event.time), {
        ...this.deps,
        language: settings.language,
        remaining: functions.remaining,
      }),
    );
  }

  root(event: { readonly time: string }) {
    const { settings, store } = this.#parts;
    return this.run('ledger-task', () =>
      closeDays({ records: store.records, secrets: SECRETS, settings }, Date.parse(event.time)),
    );
  }

  /**
   * A schedule, the reader of the outbox or the event bus knocks: asynchronous calls are made again twice when they fail.
   * False when all did.
   */
  async knock(door: OutboxGroup | ScheduleName, event: object): Promise<boolean> {
    const { clock, chance } = this.#parts;
    for (let tries = 0; tries < 3; tries += 1) {
      const ended = await this.#call(door, event);
      if (ended.kind === 'done') return true;
      await clock.sleep((tries + 1) * 60_000 + chance.skewed(0, 30_000));
    }
    return false;
  }

  #call(door: OutboxGroup | ScheduleName, event: object): Promise<Ended<unknown>> {
    const timed = event as Parameters<Doors['root']>[0];
    switch (door) {
      case 'sweep':
      case 'poll':
        return this.outbox(event);
      case 'case':
        return this.cases(event);
      case 'letter':
        return this.letters(event);
      case 'export':
        return this.exports(event);
      case 'notice':
        return this.mailings(event);
      case 'person':
      case 'erasure':
      case 'duty':
      case 'document':
        return this.people.sweep(door, timed);
      case 'daily-root':
        return this.root(timed);
      case 'daily-digest':
      case 'daily-overdue':
        return this.daily(event as Parameters<Doors['daily']>[0]);
    }
  }
}
