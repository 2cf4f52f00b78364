import { undoAddress } from '../../shared/domain/registration/address.ts';
import { type Result, refuse } from '../../shared/domain/result.ts';
import { endingSessions } from '../../shared/identity/end-sessions.ts';
import { decideAgain, type Outcome, written } from '../../shared/records/decide-again.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { deleting, putNext, read } from '../../shared/records/kinds/kind.ts';
import { addressKind } from '../../shared/records/kinds/people.ts';
import { headOf } from '../../shared/records/ledger.ts';
import { commitPerson, openDetails, type PersonFile } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { idsFrom } from '../../shared/records/random.ts';
import { decided, lookAtLink, type Pressed, personOfLink, pressOnce } from './letter-link.ts';

/** Done; nothing more to tell. */
type Done = Promise<Result<undefined>>;

const fileToUndo = (token: string, at: number, deps: OperationDeps): Promise<Result<PersonFile>> =>
  personOfLink(token, 'undo-address', ({ undo }) => undo, at, deps);

/** What the undo link leads to (G2). No session is needed: who holds the old mailbox may have lost the account. */
export const lookAtUndo = async (
  token: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> =>
  lookAtLink(await fileToUndo(token, at, deps), { token }, 'undo-address', at, deps);

/** Undoes a change of address (R5, T3): the old one is back, the new one free, and every session ends. Once (G3). */
export const undoNewAddress = (pressed: Pressed, at: number, deps: OperationDeps): Done =>
  pressOnce(pressed, 'undo-address', at, deps, (writes) => undo(pressed.token, writes, at, deps));

const undo = (token: string, remembered: readonly Write[], at: number, deps: OperationDeps): Done =>
  decideAgain(deps, {
    read: () => fileToUndo(token, at, deps),
    decide: (file) => giveBack(file, remembered, at, deps),
  });

/** The old address is the person's again. */
async function giveBack(
  file: PersonFile,
  remembered: readonly Write[],
  at: number,
  deps: OperationDeps,
): Promise<Outcome<undefined>> {
  const { body } = file;
  const { person, lookup, undo: proof } = body;
  const details = await openDetails(deps, body, 'own-change', at);
  const made = decided(undoAddress(body, details, idsFrom(deps.random), new Date(at).toISOString()));
  if (!made.ok) return made;
  const head = await headOf(deps.records, person);
  const [present, old] = await Promise.all([
    read(deps.records, addressKind, lookup, at),
    read(deps.records, addressKind, proof?.lookup ?? lookup, at),
  ]);
  if (present?.body.person !== person || old?.body.person !== person) return refuse('link-invalid');
  const { until: _, ...again } = old.body;
  const writes: readonly Write[] = [
    deleting(present.item),
    putNext(addressKind, old, again),
    ...(await endingSessions(person, undefined, at, deps)),
    ...remembered,
  ];
  return written(await commitPerson(deps, file, made.value, at, { writes, head }), undefined);
}
