import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import {
  type ChunkBody,
  FATES,
  type Fate,
  grantOf,
  type MailingBody,
  type TallyBody,
} from '../../shared/domain/mailings/mailing.ts';
import { fateOf, mayBeTwice, standingOf } from '../../shared/domain/mailings/one-letter.ts';
import type { MailingStep, Told } from '../../shared/domain/mailings/steps.ts';
import { paced } from '../../shared/letters/paced.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { keyFor, putNew, putNext, read, type Stored, storedOf } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import {
  CHUNK_TOLD,
  mailingChunkKind,
  mailingTallyKind,
  NOTICES_CHAIN,
} from '../../shared/records/kinds/mailings.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { mailingsOf, take } from '../../shared/records/limits.ts';
import { hashOfText } from '../../shared/records/text-hash.ts';
import type { SendDeps } from './deps.ts';
import { mailingOf } from './freeze.ts';
import { type One, tellOne } from './tell-one.ts';

/** People between two looks at the mailing's record: so soon do pause and stop act, and so much does a kill cost. */
const BATCH = 25;
/** Letters of a worker under way at the same time. */
const AT_ONCE = 4;
/** A batch that is begun must have this long to end, ms. */
const RESERVE_MS = 60_000;
/** Between two looks of a worker that may not go on, s. */
const PAUSE_SECONDS = 60;
const LONGEST_SECONDS = 3_600;

const DONE: Told = { done: true, waitSeconds: 0 };
const again = (seconds: number): Told => ({
  done: false,
  waitSeconds: Math.min(LONGEST_SECONDS, Math.max(1, Math.ceil(seconds))),
});

/** Who has which letter, of the people of a chunk. */
class Round {
  readonly chunk: ChunkBody;
  readonly #letters = new Map<string, Stored<LetterBody>>();
  readonly #told = new Map<string, LetterBody>();
  readonly #erased = new Set<string>();

  constructor(chunk: ChunkBody, letters: readonly (Stored<LetterBody> | undefined)[]) {
    this.chunk = chunk;
    for (const letter of letters)
      if (letter?.body.person !== undefined) this.#letters.set(letter.body.person, letter);
  }

  letter(person: string): Stored<LetterBody> | undefined {
    return this.#letters.get(person);
  }

  note(person: string, one: One): void {
    if (one.is === 'erased') this.#erased.add(person);
    else if (one.is !== 'taken') this.#told.set(person, one.letter);
  }

  #now = (person: string): LetterBody | undefined =>
    this.#told.get(person) ?? this.#letters.get(person)?.body;

  fate(person: string): Fate {
    return this.#erased.has(person) ? 'erased' : fateOf(this.#now(person));
  }

  get waiting(): readonly string[] {
    return this.chunk.people.filter((person) => this.fate(person) === 'waiting');
  }

  /** When the first of those who wait may be tried again, epoch ms. */
  next(at: number, events: boolean): number {
    const times = this.waiting.map((person) => {
      const letter = this.#now(person);
      const todo = letter && standingOf(letter, events).todo;
      return todo === undefined ? at : Date.parse(todo.at);
    });
    return Math.min(...times);
  }

  tally(at: number): TallyBody {
    const { mailing, attempt, n, people } = this.chunk;
    const fates = people.map((person) => this.fate(person));
    const counts = Object.fromEntries(
      FATES.map((fate) => [fate, fates.filter((one) => one === fate).length]),
    ) as TallyBody['counts'];
    const letters = people.flatMap((person) => this.#now(person) ?? []);
    return {
      mailing,
      attempt,
      n,
      at: new Date(at).toISOString(),
      counts,
      twice: letters.filter(mayBeTwice).length,
    };
  }

  /** Of who got what. */
  get hash(): string {
    return hashOfText(this.chunk.people.map((person) => `${person} ${this.fate(person)}`).join('\n'));
  }
}

/**
 * Tells the people of a chunk, some at a time, until all are told, the time is up or the mail service takes nothing more. What
 * became of each is read from their letters at the beginning, so that it makes no difference how often, or how far, this ran
 * before. The mailing's record is read before each batch: a pause or stop lets nobody else be told.
 */
export async function sendChunk(
  { mailing: id, chunk: n }: Extract<MailingStep, { readonly step: 'send' }>,
  deps: SendDeps,
): Promise<Told> {
  const at = deps.now();
  const { body: mailing } = await mailingOf(id, at, deps);
  const { frozen } = mailing;
  if (frozen === undefined) throw new Error(`nobody is taken down yet for ${id}`);
  const place = { mailing: id, attempt: frozen.attempt, n };
  const [chunk, tally] = await Promise.all([
    read(deps.records, mailingChunkKind, place, at),
    read(deps.records, mailingTallyKind, place, at),
  ]);
  if (chunk === undefined) throw new Error(`there is no chunk ${n} of ${id}`);
  if (tally?.body.doneAt !== undefined) return DONE;
  const round = new Round(chunk.body, await lettersOf(chunk.body, id, at, deps));
  const told = await tellAll(round, mailing, frozen.chunks, deps);
  if (told !== undefined) return told;
  if (round.waiting.length > 0) {
    return again((round.next(deps.now(), deps.settings.mail.events) - deps.now()) / 1_000);
  }
  await count(round, deps, new Date(deps.now()).toISOString());
  return DONE;
}

async function lettersOf({ people }: ChunkBody, id: string, at: number, { records }: SendDeps) {
  const keys = people.map((person) => keyFor(letterKind, { person, id }));
  return (await records.getMany(keys, at)).map((item) => item && storedOf(letterKind, item));
}

/** @returns why it is to go on later, or need not go on; undefined when everybody's turn has come */
async function tellAll(
  round: Round,
  { id }: MailingBody,
  chunks: number,
  deps: SendDeps,
): Promise<Told | undefined> {
  const grant = grantOf(deps.settings.mail.granted, chunks);
  const mail = grant.perSecond === undefined ? deps.mail : paced(deps.mail, grant.perSecond, deps);
  const { waiting } = round;
  for (let from = 0; from < waiting.length; from += BATCH) {
    if (deps.remaining() < RESERVE_MS) return again(1);
    const { body: mailing } = await mailingOf(id, deps.now(), deps);
    if (mailing.stopped !== undefined) return DONE;
    if (mailing.paused !== undefined) return again(PAUSE_SECONDS);
    const batch = waiting.slice(from, from + BATCH);
    if (!(await mayTell(batch.length, grant.perDay, deps))) return again(LONGEST_SECONDS);
    const turnedAway = await tellBatch(batch, round, mailing, { ...deps, mail });
    await count(round, deps);
    if (turnedAway !== undefined) return again(turnedAway / 1_000);
  }
  return undefined;
}

/** Whether the day's quota has so many left. */
const mayTell = async (many: number, perDay: number | undefined, { records, now }: SendDeps) =>
  perDay === undefined || take(records, mailingsOf(perDay), 'all', now(), many);

/** @returns for how long nobody is to be tried, ms; undefined when everybody of the batch was */
async function tellBatch(
  batch: readonly string[],
  round: Round,
  mailing: MailingBody,
  deps: SendDeps,
): Promise<number | undefined> {
  const people = batch[Symbol.iterator]();
  let wait: number | undefined;
  const worker = async () => {
    for (const person of people) {
      const one = await tellOne(person, round.letter(person), mailing, deps);
      round.note(person, one);
      if (one.is === 'turned-away') wait = Math.max(wait ?? 0, one.waitMs);
      if (wait !== undefined) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return wait;
}

/** Keeps how far the chunk has come. `doneAt`: all are told or cannot be; the ledger has the hash of it. */
async function count(round: Round, { records, secrets, now }: SendDeps, doneAt?: string): Promise<void> {
  const { mailing, n } = round.chunk;
  const body: TallyBody = {
    ...round.tally(now()),
    ...(doneAt === undefined ? {} : { doneAt, hash: round.hash }),
  };
  await decideSurely(
    { records },
    {
      read: () => read(records, mailingTallyKind, body, 0),
      async decide(before): Promise<'kept' | Overtaken> {
        // Another worker has brought it to its end.
        if (before?.body.doneAt !== undefined) return 'kept';
        const write =
          before === undefined
            ? putNew(mailingTallyKind, body, body)
            : putNext(mailingTallyKind, before, body);
        const data = { mailing, chunk: n, hash: body.hash, ...body.counts };
        const event = { at: doneAt ?? '', type: CHUNK_TOLD, by: 'system', data };
        const chapters = doneAt === undefined ? [] : [{ subject: NOTICES_CHAIN, events: [event] }];
        return (await commitWithEvents(records, secrets, [write], chapters)).ok ? 'kept' : OVERTAKEN;
      },
    },
  );
}
