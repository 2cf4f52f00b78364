import { actOnOwn, type OwnAct } from '../../../functions/account/act-on-own.ts';
import type { ConsentRequest } from '../../../shared/api/own-consents.ts';
import { serveVersion } from '../../../shared/identity/serve-text.ts';
import { sessionBond } from '../../../shared/identity/text-proof.ts';
import type { Person } from '../../../shared/identity/who.ts';
import { type DocumentName, versionId } from '../../../shared/policy/documents.ts';
import type { ConsentPurpose } from '../../../shared/policy/purposes.ts';
import type { OperationDeps } from '../../../shared/records/deps.ts';
import { postVersion } from '../../../shared/records/documents.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { RegistrationDesk } from '../registration/registration-desk.ts';

/** A session of a person. */
export const session = (id: string, sid = 'one'): Person => ({ id, sid });

/** People with accounts, all in memory, and what they do there. */
export class AccountDesk extends RegistrationDesk {
  /** What operations of the account need. */
  get owner(): OperationDeps {
    return this.registration;
  }

  /** A document in force as a page of the account shows it to a session; without one, as the open form serves it. */
  async seen(document: DocumentName, by?: Person): Promise<{ version: string; proof: string }> {
    const bond = by && sessionBond(by);
    const serving = { form: 'account', language: 'ru', bond } as const;
    const { version, proof } = await serveVersion(document, serving, this.at, this.owner);
    return { version, proof };
  }

  /** A consent on the text that its page shows now. */
  async giving(purpose: ConsentPurpose): Promise<ConsentRequest> {
    const { version: text, proof } = await this.seen(purpose);
    return { purpose, act: 'give', text, proof };
  }

  consent(person: string, request: ConsentRequest, more: Partial<OwnAct> = {}): ReturnType<typeof actOnOwn> {
    return actOnOwn({ person: session(person), request, language: 'ru', ...more }, this.at, this.owner);
  }

  /** Posts a version of the policy that is in force at once; its id. */
  async postPolicy(change: 'soft' | 'hard', word: string): Promise<string> {
    const texts = { ru: `# Политика\n\n${word}`, en: `# Policy\n\n${word}` };
    const posting = { document: 'policy' as const, texts, change, askAgain: false, by: 'staff:officer' };
    const done = await postVersion(posting, this.at, this.owner);
    if (!done.ok) throw new Error(done.refusal.code);
    return versionId(done.value);
  }

  /** Types of the events of a chain, oldest first, with their data. */
  async chain(subject: string): Promise<readonly (readonly [string, unknown])[]> {
    return (await readChain(this.deps.records, subject)).map(({ body }) => [body.type, body.data]);
  }
}
