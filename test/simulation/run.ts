import type { CaseBody } from '../../shared/domain/cases/case.ts';
import { type KnownCase, typeOf } from '../../shared/domain/cases/kinds.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { localDate } from '../../shared/law/zones.ts';
import { audit } from '../../shared/records/audit.ts';
import { SECRETS } from './doors.ts';
import { Violation } from './invariants/checks.ts';
import { checkLetters, checkOutcome, checkWelcomes } from './invariants/letters.ts';
import { checkPeople } from './invariants/people.ts';
import { checkRequesting } from './invariants/requesting.ts';
import { checkRequests, checkRevisions } from './invariants/requests.ts';
import { World, type WorldOptions } from './world.ts';

/** What came of one run. */
export interface Report {
  readonly seed: number;
  /** What went wrong; absent when all held. */
  readonly failure?: { readonly invariant: string; readonly message: string };
  readonly fired: ReadonlyMap<string, number>;
  readonly checked: ReadonlyMap<string, number>;
  readonly happened: number;
  readonly cases: number;
  /** Simulated time, ms. */
  readonly simulated: number;
  readonly effects: number;
}

const DAY = 86_400_000;
/** Everything must have come to its end so long after the last fault: a claim's month, the mail's 72 hours, the staff's days. */
const MOST_DAYS_OF_PEACE = 75;

/** One run: some weeks with faults, then peace until everything is at rest; all invariants on the way and at the end. */
export async function simulate(seed: number, options: WorldOptions): Promise<Report> {
  const world = new World(seed, options);
  const { clock, faults, checks, functions } = world;
  const from = clock.now;
  let failure: Report['failure'];
  try {
    await live(world);
  } catch (error) {
    const invariant = error instanceof Violation ? error.invariant : 'crash';
    failure = {
      invariant,
      message:
        error instanceof Error
          ? invariant === 'crash'
            ? (error.stack ?? error.message)
            : error.message
          : String(error),
    };
  }
  return {
    ...{ seed, fired: faults.fired, checked: checks.counts, happened: clock.happened },
    ...{ cases: world.history.cases.size, simulated: clock.now - from, effects: functions.effects },
    ...(failure === undefined ? {} : { failure }),
  };
}

async function live(world: World): Promise<void> {
  const { clock, faults, chance, between } = world;
  const end = clock.now + chance.between(4, 45) * DAY;
  world.end = end;
  const begun = world.begin();
  await clock.run(end, between);
  await begun;
  faults.stop();
  world.timers.peace = end;
  world.people.peace = end;
  for (let day = 1; day <= MOST_DAYS_OF_PEACE; day += 1) {
    await clock.run(end + day * DAY, between);
    await checkShown(world);
    world.people.check(clock.now);
    if (unfinished(world).length === 0) break;
  }
  world.checks.hold('drained', unfinished(world).length === 0, () => unfinished(world).join('; '));
  await checkAll(world);
}

/** What is not at rest yet. */
function unfinished({ history, executions, people }: World): readonly string[] {
  const cases = [...history.cases.values()].flatMap(({ body, todo }) =>
    body.closedAt === undefined || (todo !== undefined && !isLeftToTime(body, todo))
      ? [`${body.reference} ${body.status} ${todo?.why ?? ''}`]
      : [],
  );
  const letters = [...history.letters].flatMap(([tag, letter]) =>
    isUnsettled(letter) && !people.replaced.has(tag) ? [`${letter.kind} ${tag} ${letter.status}`] : [],
  );
  const held = [...history.letters].flatMap(([tag, { status, reference = '' }]) =>
    status === 'held' && isDecided(history.cases.get(reference)?.body) ? [`${tag} held`] : [],
  );
  const runs = [...executions.runs.values()].flatMap(({ name, status, cursor }) =>
    status === 'RUNNING' ? [`${name} in ${cursor?.state}`] : [],
  );
  const persons = [...people.profiles.values()].flatMap(({ person, state }) =>
    state === 'active' ? [] : [`${person} is ${state}`],
  );
  return [...cases, ...letters, ...held, ...runs, ...persons];
}

/** What was typed of a request that nobody has proven goes months later: nothing else waits for it. */
const isLeftToTime = (body: KnownCase, { why, at }: { readonly why: string; readonly at: string }): boolean =>
  why === 'watch' && typeOf(body.kind).later?.(body)?.at === at;

const isDecided = (body: CaseBody | undefined): boolean =>
  body?.answers !== undefined || body?.closedAt !== undefined;

/** Letters to the requester that must arrive are watched for 72 hours (K4); all others end with their sending. */
function isUnsettled({ channel, status, to, delivery }: LetterBody): boolean {
  if (channel !== 'mail') return false;
  return (
    ['queued', 'sending'].includes(status) ||
    (status === 'sent' && to === 'requester' && delivery === 'at-least-once')
  );
}

/** What an answer is owed for stands in the list of what is due; what is past its date has been escalated. */
async function checkShown({ history, store, checks, clock }: World): Promise<void> {
  const today = localDate(clock.now, 'Europe/Moscow');
  const owed = [...history.cases.values()].filter(({ body }) =>
    ['open', 'returned', 'answered', 'unproven', 'following'].includes(body.status),
  );
  if (owed.length === 0) return;
  store.twin.settleIndexes();
  const { items } = await store.twin.listDue('case', { limit: 1_000 });
  for (const { body, since } of owed) {
    checks.hold(
      'overdue',
      items.some(({ pk }) => pk.endsWith(body.reference)),
      () => `${body.reference} is ${body.status} and not in the list`,
    );
    if (body.dueOn === undefined || body.dueOn >= today) continue;
    const days = (clock.now - Math.max(Date.parse(`${body.dueOn}T21:00:00Z`), since)) / DAY;
    const told = (history.chains.get(body.reference) ?? []).some(
      ({ type, data }) =>
        type.startsWith('escalat') || data?.['milestone'] === 'overdue' || data?.['kind'] === 'case-overdue',
    );
    checks.hold(
      'overdue',
      told || days < 2,
      () => `${body.reference} is overdue since ${body.dueOn}, nobody was told`,
    );
  }
}

async function checkAll(world: World): Promise<void> {
  const { history, people, store, checks, mail, staff, executions, clock, lost } = world;
  const requests = world.requests.without(lost);
  await checkRequests(requests, history, store, checks);
  checkRevisions(requests, checks);
  await checkRequesting(world.requesting, history, store, lost, checks);
  world.personData.check({ mail, store }, world.requesting.senderOf);
  const everything = world.personRequests;
  const isRestored = lost !== undefined;
  const known = { requests: everything.without(lost), everything, people, history, store, isRestored };
  await checkPeople(known, checks);
  checkLetters(mail, history, { answers: staff.answers, lost, people }, checks);
  checkWelcomes(mail, history, { registrations: known.requests.registrations, people }, checks);
  for (const { body } of history.cases.values())
    if (body.kind === 'claim') checkOutcome(body, history, checks);
  for (const run of executions.runs.values()) {
    const transitions = executions.transitionsOf(run);
    const events = run.lastEvent;
    const plain = !run.news.some(({ type }) => type === 'TaskFailed');
    checks.hold(
      'budget',
      events < 1_000 && (!plain || transitions <= 10),
      () => `${run.name}: ${transitions} transitions, ${events} events`,
    );
  }
  const roots = [...history.letters.values()].flatMap(({ kind, data }) =>
    kind === 'ledger-root' ? [{ day: String(data?.['day']), root: String(data?.['signed']) }] : [],
  );
  const report = await audit(store.twin, SECRETS, clock.now, { known: roots });
  checks.hold('audit', report.findings.length === 0, () =>
    report.findings.map(({ where, what }) => `${where} ${what}`).join('; '),
  );
}
