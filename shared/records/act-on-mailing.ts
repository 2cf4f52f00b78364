import { type Acting, decideMailing, type MailingAct } from '../domain/mailings/acts.ts';
import type { MailingBody } from '../domain/mailings/mailing.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { decideAgain, type Outcome, written } from './decide-again.ts';
import type { LedgerDeps } from './deps.ts';
import { putNext, read, type Stored } from './kinds/kind.ts';
import { MAILING_EVENTS, mailingKind, NOTICES_CHAIN, toTell } from './kinds/mailings.ts';
import { commitWithEvents } from './ledger.ts';

/**
 * Pauses, resumes or stops telling many: the record and its event in one transaction (G1). Workers read the record before each
 * 25 people. Refusals: `not-found`, `mailing-over`, `busy`.
 */
export async function actOnMailing(
  id: string,
  act: MailingAct,
  acting: Acting,
  { records, secrets }: LedgerDeps,
): Promise<Result<MailingBody>> {
  const at = Date.parse(acting.at);
  return decideAgain(
    { records },
    {
      async read(): Promise<Result<Stored<MailingBody>>> {
        const found = await read(records, mailingKind, id, at);
        return found === undefined ? refuse('not-found') : accept(found);
      },
      async decide(found): Promise<Outcome<MailingBody>> {
        const made = decideMailing(found.body, act, acting);
        if (!made.ok) return made;
        if (made.value === undefined) return accept(found.body);
        const { todo } = found.item;
        // What is stopped before it began has nothing left to do; a resumed one is looked after at once.
        const standing = act === 'resume' ? { todo: toTell(acting.at) } : todo === undefined ? {} : { todo };
        const data = { mailing: id, reason: acting.reason };
        const event = { at: acting.at, type: MAILING_EVENTS[act], by: acting.by, data };
        const writes = [putNext(mailingKind, found, made.value, standing)];
        const chapters = [{ subject: NOTICES_CHAIN, events: [event] }];
        return written(await commitWithEvents(records, secrets, writes, chapters), made.value);
      },
    },
  );
}
