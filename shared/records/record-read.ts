import type { Actor, CaseEventType } from '../domain/cases/events.ts';
import type { GivenReason } from '../domain/cases/reasons.ts';
import type { CaseDeps, Opened } from './case-file.ts';
import { commitWithEvents, textHash } from './ledger.ts';
import { RecordsUnavailable } from './port.ts';

/** What reading the personal part of a case needs. */
export interface ReadDeps extends CaseDeps {
  readonly newId: () => string;
}

/** A read of personal data as the ledger keeps it (G10). */
export interface Read {
  readonly reference: string;
  readonly type: Extract<CaseEventType, 'read-personal' | 'exported'>;
  readonly by: Actor;
  readonly reason: GivenReason;
  /** Ids and hashes only. */
  readonly data?: { readonly [name: string]: string };
}

/**
 * Writes the event of a read, and the words of its reason sealed in the case, in one transaction – and nothing else: the
 * case's item, its revision and its lists stay as they are (G2). To be called before anything personal is given away.
 * Throws {@link RecordsUnavailable} when it cannot be written: then nothing is shown.
 * @param at epoch ms
 */
export async function recordRead(deps: ReadDeps, opened: Opened, read: Read, at: number): Promise<void> {
  const { reference, type, by, reason, data = {} } = read;
  const { code, text } = reason;
  const event = { at: new Date(at).toISOString(), type, by, reason: code };
  const id = deps.newId();
  const result = await commitWithEvents(
    deps.records,
    deps.secrets,
    text === undefined ? [] : [opened.textWrite({ id, role: 'reason', text })],
    [
      {
        subject: reference,
        events: [
          text === undefined
            ? { ...event, data }
            : { ...event, text: textHash(deps.secrets, reference, text), data: { ...data, text: id } },
        ],
      },
    ],
  );
  if (!result.ok) throw new RecordsUnavailable('the read could not be recorded');
}
