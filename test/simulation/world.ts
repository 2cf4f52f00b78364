import type { Run } from '../../infra/local/workflows/run.ts';
import { promptIn, STREAMED } from '../../shared/names.ts';
import type { Item } from '../../shared/records/port.ts';
import { Clockwork } from './clockwork.ts';
import { Executions } from './cloud/executions.ts';
import { Mail } from './cloud/mail.ts';
import { MailingRuns } from './cloud/mailing-runs.ts';
import { Schedules } from './cloud/schedules.ts';
import { Store } from './cloud/store.ts';
import { Stream } from './cloud/streams.ts';
import { workflowsPort } from './cloud/workflows.ts';
import { Doors } from './doors.ts';
import { Faults } from './faults.ts';
import { type Deaths, Functions } from './functions.ts';
import { Checks } from './invariants/checks.ts';
import { checkHeld } from './invariants/held.ts';
import { History } from './invariants/history.ts';
import { PeopleHistory } from './invariants/people-history.ts';
import { PersonData } from './invariants/person-data.ts';
import { PersonRequests } from './invariants/person-requests.ts';
import { Requesting } from './invariants/requesting.ts';
import { Requests } from './invariants/requests.ts';
import { Timers } from './invariants/timers.ts';
import { Claimants } from './people/claimants.ts';
import { Engineer } from './people/engineer.ts';
import { Holders, postLater } from './people/holders.ts';
import { Mailbox } from './people/mailbox.ts';
import { type Holder, Registrants } from './people/registrants.ts';
import { RequestOfficers } from './people/request-officers.ts';
import { Requesters } from './people/requesters.ts';
import { Staff } from './people/staff.ts';
import { DRAWN, type Play } from './play.ts';
import { Prng } from './prng.ts';
import { type Lost, restoreLater } from './restore.ts';
import { STAFF, settingsFor } from './settings.ts';

export interface WorldOptions extends Deaths {
  /** The deployed definition of the claims workflow. */
  readonly definition: string;
  readonly faults?: 'drawn' | 'none';
  /** Who is there; drawn from the seed if not said. */
  readonly play?: Play;
  readonly trace?: (line: string) => void;
}

const DAY = 86_400_000;
/** How often all that is held is looked at. */
const HELD_CHECK_MS = 3_600_000;

/** Everything of one run: the simulated cloud, the product's doors in it, the people around it, and who looks on. */
export class World {
  readonly chance: Prng;
  readonly clock: Clockwork;
  readonly faults: Faults;
  readonly functions: Functions;
  readonly store: Store;
  readonly mail: Mail;
  readonly executions: Executions;
  readonly doors: Doors;
  readonly checks = new Checks();
  readonly history = new History(this.checks);
  readonly people = new PeopleHistory(this.checks, this.history);
  readonly personData = new PersonData(this.checks, this.history, this.people);
  readonly requests = new Requests();
  readonly requesting = new Requesting();
  readonly personRequests = new PersonRequests();
  readonly play: Play;
  readonly timers: Timers;
  readonly claimants: Claimants;
  readonly staff: Staff;
  readonly mailbox: Mailbox;
  readonly #registrants: Registrants;
  readonly #holders: Holders;
  readonly #requesters: Requesters;
  readonly #requestOfficers: RequestOfficers;
  readonly engineer: Engineer;
  /** Instant from which nothing goes wrong any more and everything is brought to its end. */
  end = Number.POSITIVE_INFINITY;
  /** What a restore has lost. */
  lost: Lost | undefined;
  readonly #streams: readonly Stream[];
  readonly #schedules: Schedules;
  #heldChecked = 0;
  readonly #trace: ((line: string) => void) | undefined;
  #traced = '';
  #broken: Error | undefined;

  constructor(seed: number, { definition, faults = 'drawn', killAt, numbered, trace, play }: WorldOptions) {
    const chance = new Prng(String(seed));
    this.play = play ?? chance.fork('play').pick(DRAWN);
    this.chance = chance;
    this.#trace = trace;
    const clock = new Clockwork(Date.UTC(2025, 0, 9) + chance.int(990) * DAY + chance.int(DAY));
    this.clock = clock;
    this.faults = new Faults(chance.fork('faults'), faults);
    this.functions = new Functions(clock, this.faults, chance.fork('functions'), {
      killAt,
      numbered,
    });
    const parts = { clock, faults: this.faults, functions: this.functions };
    this.store = new Store({ ...parts, chance: chance.fork('store') });
    const knock = (door: Parameters<Doors['knock']>[0], event: object): void =>
      this.go(this.doors.knock(door, event));
    this.mail = new Mail({
      ...parts,
      chance: chance.fork('mail'),
      checks: this.checks,
      letterOf: (tag) => this.history.letters.get(tag),
      tell: (event, heard) =>
        this.go(this.doors.knock('letter', event).then((done) => (done ? heard() : undefined))),
      received: (message) => {
        this.claimants.received(message);
        this.mailbox.received(message);
        this.#requesters.received(message);
      },
    });
    this.executions = new Executions({
      ...parts,
      definition,
      chance: chance.fork('executions'),
      step: (payload) => this.doors.step(payload),
      died: (run) => this.#died(run, knock),
    });
    const mailings = new MailingRuns({
      ...{ clock, faults: this.faults, chance: chance.fork('mailings') },
      step: (step) => this.doors.tellMany(step),
    });
    const polls = chance.chance(0.15);
    this.doors = new Doors({
      ...parts,
      chance: chance.fork('doors'),
      store: this.store,
      mail: this.mail,
      settings: settingsFor(polls ? 'poll' : 'stream'),
      workflows: workflowsPort(this.executions, mailings, { ...parts, chance: chance.fork('workflows') }),
    });
    this.timers = new Timers(this.checks, this.history, this.executions);
    this.claimants = new Claimants(this);
    this.staff = new Staff(this);
    this.mailbox = new Mailbox(this);
    this.#registrants = new Registrants(this);
    this.#holders = new Holders(this);
    this.#requesters = new Requesters(this, this.#holders);
    this.#requestOfficers = new RequestOfficers(this);
    this.requesting.watch = (download) => this.personData.downloaded(download);
    this.engineer = new Engineer(this);
    this.#streams = polls ? [] : this.#consumers();
    this.#schedules = new Schedules({ ...parts, chance: chance.fork('schedules'), polls, knock });
  }

  #consumers(): readonly Stream[] {
    const { clock, faults, doors, chance } = this;
    return STREAMED.map((table) => {
      const take = (Records: readonly object[]) => doors.outbox({ Records });
      const consumer = { table, whys: promptIn(table), take };
      return new Stream({ clock, faults, chance: chance.fork(`stream ${table}`), consumer });
    });
  }

  /** The rule on "Execution Status Change": at least once as a rule, at times not at all. */
  #died(run: Run, knock: (door: 'case', event: object) => void): void {
    const { clock, chance, faults } = this;
    if (faults.fires('workflow: status change lost')) return;
    const event = {
      source: 'aws.states',
      time: new Date(clock.now).toISOString(),
      detail: { executionArn: run.arn, input: run.input },
    };
    clock.after(chance.skewed(100, 5_000), () => knock('case', event));
    if (faults.fires('workflow: status change twice'))
      clock.after(chance.skewed(1_000, 3_600_000), () => knock('case', event));
  }

  /** Has somebody do something beside everything else. An error there is a fault of the simulation itself and ends the run. */
  go = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      this.#broken ??= error instanceof Error ? error : new Error(String(error));
    });
  };

  /** Somebody has an account from now on. */
  live(holder: Holder): void {
    this.go(this.#holders.live(holder));
    if (this.play === 'requests') this.go(this.#requesters.live(holder));
  }

  /** What the people do: claims come in within some days, the staff know each other. */
  async begin(): Promise<void> {
    const { chance } = this;
    for (const sub of STAFF)
      await this.doors.signIn({ sub, role: 'officer', name: sub, email: `takes+${sub}@example.com` });
    if (this.play === 'claims' || this.play === 'both') {
      this.#claims();
      this.#robots();
    }
    if (this.play !== 'claims') await this.#people();
    if (this.play === 'requests') this.#ask();
    this.go(this.engineer.watch());
    if (this.faults.on && chance.chance(0.06))
      this.go(
        restoreLater(this).then((lost) => {
          this.lost = lost;
        }),
      );
  }

  #claims(): void {
    const { chance, claimants, clock } = this;
    const crowd = chance.chance(0.08);
    const claims = crowd ? 6 : chance.between(1, 4);
    for (let n = 0; n < claims; n += 1)
      clock.after(chance.skewed(1_000, crowd ? DAY / 3 : 6 * DAY), () => this.go(claimants.send(crowd)));
  }

  /** Marked claims from one network within an hour, more than go by themselves (T3). */
  #robots(): void {
    const chance = this.chance.fork('robots');
    if (!chance.chance(0.15)) return;
    const start = chance.skewed(1_000, 5 * DAY);
    for (let n = 0; n < 4; n += 1)
      this.clock.after(start + chance.between(1_000, 1_800_000), () =>
        this.go(this.claimants.send(false, true)),
      );
  }

  /** Requests of people without an account, and of authorities. */
  #ask(): void {
    const chance = this.chance.fork('askers');
    for (let n = chance.between(1, 3); n > 0; n -= 1)
      this.clock.after(chance.skewed(1_000, 6 * DAY), () => this.go(this.#requesters.come(n)));
  }

  /** A new deployment records its texts within minutes; then people come. */
  async #people(): Promise<void> {
    const { clock, doors } = this;
    const chance = this.chance.fork('crowd');
    const time = new Date(clock.now).toISOString();
    await doors.knock('document', { time });
    for (let n = chance.between(1, 4); n > 0; n -= 1)
      clock.after(chance.skewed(1_000, 3 * DAY), () => this.go(this.#registrants.come()));
    if (this.faults.on && chance.chance(0.25)) this.go(postLater(this));
    // Everybody with an account is told (P3).
    if (this.faults.on && chance.fork('policy').chance(0.2)) this.go(postLater(this, ['policy']));
  }

  /** Streams and schedules after a restore. */
  restored(items: readonly Item[]): void {
    for (const stream of this.#streams) stream.forget();
    this.#schedules.restored(items.filter(({ todo }) => todo !== undefined));
  }

  /** After each thing that happened: takes what was written to streams and schedules, and looks on. */
  between = (): void => {
    const broken = this.checks.broken ?? this.#broken;
    if (broken !== undefined) throw broken;
    const changes = this.store.changes();
    if (changes.length > 0) {
      this.history.see(changes, this.clock.now);
      this.people.see(changes, this.clock.now);
      this.personData.see(changes, this.clock.now);
      for (const change of changes) {
        this.#schedules.noticed(change);
        if (change.before === undefined && change.after?.kind === 'case') this.#care(change.after);
        if (change.key.table !== 'ledger') for (const stream of this.#streams) stream.feed(change);
        this.#tell(change);
      }
    }
    this.timers.check(this.clock.now);
    if (this.clock.now < this.#heldChecked + HELD_CHECK_MS) return;
    this.#heldChecked = this.clock.now;
    checkHeld(this.history, this.people, this.clock.now, this.checks);
  };

  /** Somebody works on a case from now on. */
  #care({ body }: Item): void {
    const reference = String(body['reference']);
    this.go(body['kind'] === 'request' ? this.#requestOfficers.care(reference) : this.staff.care(reference));
  }

  #tell(change: Parameters<Schedules['noticed']>[0]): void {
    if (this.#trace === undefined) return;
    const { after, key } = change;
    const body = after?.body ?? {};
    const what =
      key.table === 'ledger'
        ? `event ${String(body['type'])} ${String(body['by'])} ${JSON.stringify(body['data'] ?? {})}`
        : `${after?.kind} ${String(body['kind'] ?? '')} ${String(body['status'] ?? '')} todo ${after?.todo?.why} ${after?.todo?.at ?? ''}`;
    const line = `${new Date(this.clock.now).toISOString()} ${key.pk} ${what}`;
    if (line !== this.#traced) this.#trace(line);
    this.#traced = line;
  }
}
