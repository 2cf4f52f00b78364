import type { NewText } from '../domain/cases/change.ts';
import type { Actor, CommonEvent } from '../domain/cases/events.ts';
import type { GivenReason } from '../domain/cases/reasons.ts';
import type { PersonEventType } from '../domain/registration/events.ts';
import type { LedgerDeps, StaffDeps } from './deps.ts';
import { commitWithEvents, textHash } from './ledger.ts';
import { RecordsUnavailable, type Write } from './port.ts';

/** A look that belongs to nobody's record, or to one whose person has left: a search in vain, a page of a register, an act. */
export interface Look {
  /** Chain of such looks. */
  readonly subject: string;
  readonly type: Extract<PersonEventType, 'exported' | 'searched' | 'read-personal'>;
  readonly by: Actor;
  readonly reason: GivenReason;
  readonly data: { readonly [name: string]: string | number | boolean };
}

/**
 * Writes the event of a look before anything is told. There is no record in which the words of its reason could be
 * sealed: the ledger keeps their keyed hash (G17). Throws {@link RecordsUnavailable} when it cannot be written.
 * @param at epoch ms
 */
export async function recordLook(
  { records, secrets }: LedgerDeps,
  { subject, type, by, reason: { code, text }, data }: Look,
  at: number,
): Promise<void> {
  const words = text === undefined ? {} : { text: textHash(secrets, subject, text) };
  const event = { at: new Date(at).toISOString(), type, by, reason: code, data, ...words };
  const result = await commitWithEvents(records, secrets, [], [{ subject, events: [event] }]);
  if (!result.ok) throw new RecordsUnavailable('the look could not be recorded');
}

/** A read of personal data as the ledger keeps it (G10). */
export interface Read {
  /** Whose chain it goes into: reference of the case, id of the person. */
  readonly subject: string;
  readonly type: Extract<CommonEvent | PersonEventType, 'read-personal' | 'exported' | 'searched'>;
  readonly by: Actor;
  readonly reason: GivenReason;
  /** Ids and hashes only. */
  readonly data?: { readonly [name: string]: string };
}

/** Seals the words of a reason in the record that was read: a case, a person (G17). */
export interface ReasonSeal {
  textWrite(text: NewText): Write;
}

/**
 * Writes the event of a read, and the words of its reason sealed in what was read, in one transaction – and nothing else:
 * the record's item, its revision and its lists stay as they are (G2). To be called before anything personal is given away.
 * Throws {@link RecordsUnavailable} when it cannot be written: then nothing is shown.
 * @param at epoch ms
 * @returns the id under which the words of the reason lie, if there are any
 */
export async function recordRead(
  deps: StaffDeps,
  opened: ReasonSeal,
  read: Read,
  at: number,
): Promise<string> {
  const { subject, type, by, reason, data = {} } = read;
  const { code, text } = reason;
  const event = { at: new Date(at).toISOString(), type, by, reason: code };
  const id = deps.newId();
  const result = await commitWithEvents(
    deps.records,
    deps.secrets,
    text === undefined ? [] : [opened.textWrite({ id, role: 'reason', text })],
    [
      {
        subject,
        events: [
          text === undefined
            ? { ...event, data }
            : { ...event, text: textHash(deps.secrets, subject, text), data: { ...data, text: id } },
        ],
      },
    ],
  );
  if (!result.ok) throw new RecordsUnavailable('the read could not be recorded');
  return id;
}
