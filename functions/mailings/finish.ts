import type { MailingStep } from '../../shared/domain/mailings/steps.ts';
import { decideSurely, OVERTAKEN, type Overtaken } from '../../shared/records/decide-again.ts';
import { putNext } from '../../shared/records/kinds/kind.ts';
import { mailingKind, NOTICES_CHAIN, PEOPLE_TOLD } from '../../shared/records/kinds/mailings.ts';
import { commitWithEvents } from '../../shared/records/ledger.ts';
import { progressOf } from '../../shared/records/mailings.ts';
import type { MailingDeps } from './deps.ts';
import { mailingOf } from './freeze.ts';

/** Last step of an execution: nobody is left to be told, or it was stopped. The record wants nothing more; the ledger says how many were told. */
export async function finishMailing(
  { mailing: id }: Extract<MailingStep, { readonly step: 'finish' }>,
  deps: MailingDeps,
): Promise<Record<string, never>> {
  const { records, secrets, now } = deps;
  return decideSurely(deps, {
    read: () => mailingOf(id, now(), deps),
    async decide(found): Promise<Record<string, never> | Overtaken> {
      if (found.body.doneAt !== undefined) return {};
      const { counts } = await progressOf(records, found.body);
      const at = new Date(now()).toISOString();
      const body = { ...found.body, told: counts.sent + counts.returned, doneAt: at };
      const event = {
        ...{ at, type: PEOPLE_TOLD, by: 'system' },
        data: { version: id, letters: body.told, ...counts },
      };
      const writes = [putNext(mailingKind, found, body)];
      const chapters = [{ subject: NOTICES_CHAIN, events: [event] }];
      return (await commitWithEvents(records, secrets, writes, chapters)).ok ? {} : OVERTAKEN;
    },
  });
}
