import { lastAnswer } from '../../shared/domain/cases/answers.ts';
import type { CaseBody } from '../../shared/domain/cases/case.ts';
import type { Change } from '../../shared/domain/cases/change.ts';
import type { CommonCommand } from '../../shared/domain/cases/common-acts.ts';
import { decideAct } from '../../shared/domain/cases/decide.ts';
import type { Asking, CaseState, Command } from '../../shared/domain/cases/type.ts';
import { askingBlocks } from '../../shared/domain/requests/asking-blocks.ts';
import type { Holder } from '../../shared/domain/requests/asks.ts';
import { changesRecords } from '../../shared/domain/requests/carrying.ts';
import type { JoinCommand } from '../../shared/domain/requests/joining.ts';
import type { RequestBody } from '../../shared/domain/requests/standing.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { AtOnce } from '../../shared/records/carry-at-once.ts';
import { type CaseFile, commitCase, readCase, storedLetters } from '../../shared/records/case-file.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { holdersOf } from '../../shared/records/holders.ts';
import { type IdempotentRequest, keyWrites, toldBefore } from '../../shared/records/idempotency.ts';
import { dropHeld, printedWrites, releaseWrites, waitsForPrint } from '../../shared/records/letter-writes.ts';
import type { Write } from '../../shared/records/port.ts';
import { parseReference } from '../../shared/records/references.ts';
import { findStaff } from '../../shared/records/staff-directory.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** An act as a member of staff asks for it: its name, and what the schema of that act has made of the body. */
export interface Asked {
  readonly reference: string;
  readonly act: string;
  readonly body: { readonly revision: number; readonly [field: string]: unknown };
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
}

/** What letters and staff have to do with an act, beside what the domain decides. */
type Concerns = Extract<CommonCommand, { act: 'assign' | 'substitute' | 'printed' | 'triage' | 'deliver' }>;

/** The command of an act's body: the revision is compared here, the rest is the domain's. */
function commandOf({ act, body }: Asked): Command {
  const { revision: _, ...rest } = body;
  return { act, ...rest };
}

const isOne = <A extends Concerns['act']>(
  command: Command,
  ...acts: readonly A[]
): command is Extract<Concerns, { readonly act: A }> => acts.some((act) => act === command.act);

const isJoin = (command: Command): command is JoinCommand => command.act === 'join';

/** Who else holds the data is asked in the same commit to do the same (X3). */
function withHolders(command: Command, holders: readonly Holder[]): Command {
  if (!changesRecords(command)) return command;
  const asking: Command & { readonly holders: readonly Holder[] } = { ...command, holders };
  return asking;
}

/** What acting on a case needs. */
export type ActDeps = StaffDeps & { readonly settings: Pick<RuntimeSettings, 'others'> };

/** What an act answers: the case it was done on. */
type Acted = Result<{ readonly reference: string }>;

/**
 * Does an act of staff on a case: read, compare the revision, decide, commit. A stale revision is refused before anything
 * is written; a race lost at the commit reads again and finds it stale.
 */
export async function actOnCase(asked: Asked, at: number, deps: ActDeps): Promise<Acted> {
  const reference = parseReference(asked.reference);
  if (reference === undefined) return refuse('not-found');
  // The same request may come twice at once: the one that is late finds the case moved, and its answer given (G3).
  const answered = () => replay(asked, reference, at, deps);
  return (
    (await answered()) ??
    decideAgain(deps, {
      read: () => caseToActOn(reference, asked.body.revision, at, deps),
      decide: (file) => act(asked, file, at, deps),
      answered,
    })
  );
}

/** The case under the revision that staff saw. */
async function caseToActOn(
  reference: string,
  seen: number,
  at: number,
  deps: StaffDeps,
): Promise<Result<CaseFile>> {
  const file = await readCase(deps, reference, at);
  if (file === undefined) return refuse('not-found');
  const { revision } = file.state.body;
  return revision === seen ? accept(file) : refuse('stale-revision', { data: { revision } });
}

async function act(
  asked: Asked,
  file: CaseFile,
  at: number,
  deps: ActDeps,
): Promise<Outcome<{ readonly reference: string }>> {
  const decided = await decide(file.state, asked, at, deps);
  if (!decided.ok) return decided;
  const once = await atOnce(asked, decided.value, at, deps);
  if (!once.ok) return once;
  const { made } = once.value;
  const { body } = file.state;
  const { reference } = body;
  const letters = await letterWrites(asked, body, at, deps);
  if (letters === undefined) return refuse('not-found', { field: 'letter' });
  const printed = asked.act === 'deliver' ? withPrinted(made, letters, asked) : made;
  const { change, writes } = await dropHeld(deps, body, printed, at);
  const carried = await carriedOut(asked, change, at, deps);
  if (!carried.ok) return carried;
  const command = commandOf(asked);
  if (isJoin(command)) {
    const { handOver } = await import('./join.ts');
    const taken = await handOver(file, { to: command.to, sub: asked.sub }, at, deps);
    if (!taken.ok) return taken;
  }
  const key = keyWrites(deps.secrets, asked.once, { reference }, at);
  const more = [...key, ...letters, ...writes, ...carried.value.writes, ...once.value.writes];
  const chapters = [...carried.value.chapters, ...once.value.chapters];
  return written(await commitCase(deps, file, change, at, more, chapters), { reference });
}

/** With the proof of who asks goes what nobody has to decide (S3); loaded with it. */
async function atOnce({ act }: Asked, made: Change, at: number, deps: ActDeps): Promise<Result<AtOnce>> {
  if (act !== 'prove' || made.body.kind !== 'request') return accept({ made, writes: [], chapters: [] });
  const [{ carryOutAtOnce }, { atOnceText }] = await Promise.all([
    import('../../shared/records/carry-at-once.ts'),
    import('../../shared/words/at-once-words.ts'),
  ]);
  return carryOutAtOnce(deps, made, { answerText: atOnceText }, { at, newId: deps.newId });
}

/** What an act of a request changes in the records of its person, in the same write (S7). Few acts do: the rest is loaded with them. */
async function carriedOut(asked: Asked, { body }: Change, at: number, deps: StaffDeps) {
  const command = commandOf(asked);
  if (!changesRecords(command)) return accept({ writes: [], chapters: [] });
  const { carryOut } = await import('../../shared/records/carry-out.ts');
  return carryOut(deps, body, [command], { by: `staff:${asked.sub}`, at });
}

/** The answer of a request that was answered before (G3). */
async function replay(
  { once }: Asked,
  reference: string,
  at: number,
  deps: StaffDeps,
): Promise<Acted | undefined> {
  return toldBefore(once, at, deps, () => ({ reference }));
}

async function decide(state: CaseState, asked: Asked, at: number, deps: ActDeps): Promise<Result<Change>> {
  const holders = await holdersOf(deps)(state.body.person);
  const command = await withPerson(state.body, withHolders(commandOf(asked), holders), at, deps);
  const asking = { by: `staff:${asked.sub}` as const, at, newId: deps.newId };
  const made = await decideCommand(state, command, asking, deps);
  return made.ok ? accept(askingBlocks(made.value, holders, asking)) : made;
}

/** An officer proves who asks: from then on the request is about the account that has the address, as with a code (S3). */
async function withPerson(body: CaseBody, command: Command, at: number, deps: StaffDeps): Promise<Command> {
  if (command.act !== 'prove' || body.kind !== 'request') return command;
  if ((body as RequestBody).own.by === 'authority') return command;
  const { accountMeant } = await import('../../shared/records/account-of.ts');
  const person = (await accountMeant(deps, body.reference, at))?.person;
  return person === undefined ? command : Object.assign({}, command, { person });
}

async function decideCommand(
  state: CaseState,
  command: Command,
  asking: Asking,
  deps: ActDeps,
): Promise<Result<Change>> {
  const { at } = asking;
  if (!isOne(command, 'assign', 'substitute')) return withSecond(state, command, asking, deps);
  const member = await findStaff(deps, command.to, at);
  // An auditor only reads: a case given to one would be in nobody's hands.
  if (member === undefined || member.role === 'auditor') return refuse('unknown-staff', { field: 'to' });
  return decideAct(state, { ...command, to: member.sub }, asking);
}

/** What takes two officers names one that there is (S2, B2); that it is another than who acts, the domain says. */
async function withSecond(
  state: CaseState,
  command: Command & { readonly second?: unknown },
  asking: Asking,
  deps: StaffDeps,
): Promise<Result<Change>> {
  if (typeof command.second !== 'string') return decideAct(state, command, asking);
  const member = await findStaff(deps, command.second, asking.at);
  if (member?.role !== 'officer') return refuse('unknown-staff', { field: 'second' });
  return decideAct(state, { ...command, second: member.sub }, asking);
}

/**
 * What an act does to letters in the same write: a claim that is no robot's lets its held letters go; what was printed
 * or posted leaves the print queue. Undefined when the letter to be printed does not wait.
 */
async function letterWrites(
  asked: Asked,
  body: CaseBody,
  at: number,
  deps: StaffDeps,
): Promise<readonly Write[] | undefined> {
  const command = commandOf(asked);
  const stored = () => storedLetters(deps, body.reference);
  if (isOne(command, 'triage')) return releaseWrites(await stored(), at, body.workBy);
  if (isOne(command, 'deliver')) return printedWrites(await stored(), lastAnswer(body)?.letter, at);
  if (!isOne(command, 'printed')) return [];
  const letters = await stored();
  const waits = letters.some((one) => one.body.id === command.letter && waitsForPrint(one.body));
  return waits ? printedWrites(letters, command.letter, at) : undefined;
}

/** The posted answer has left the print queue: the ledger tells of its letter too (A1). */
function withPrinted(made: Change, letters: readonly Write[], { sub }: Asked): Change {
  const letter = lastAnswer(made.body)?.letter;
  if (letters.length === 0 || letter === undefined) return made;
  return {
    ...made,
    events: [...made.events, { type: 'letter-printed', by: `staff:${sub}`, data: { letter } }],
  };
}
