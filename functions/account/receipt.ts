import { isAct } from '../../shared/domain/consent/events.ts';
import { receiptOf } from '../../shared/domain/consent/receipt.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { DATA_KINDS } from '../../shared/policy/data-kinds.ts';
import { isPurpose, purposeOf } from '../../shared/policy/purposes.ts';
import { RECIPIENTS } from '../../shared/policy/recipients.ts';
import { consentEventId, toConsentEvent } from '../../shared/records/consents.ts';
import { readChain } from '../../shared/records/ledger.ts';
import { consentChain } from '../../shared/records/person-ids.ts';
import { receiptNumber, signReceipt } from '../../shared/records/receipt-keys.ts';
import type { AccountDeps } from './deps.ts';

/** A receipt to be kept by the person. */
export interface OwnReceipt {
  readonly name: string;
  readonly jws: string;
}

/**
 * The signed receipt of one of the person's own consent events (C6); made anew at each asking, always in the same words.
 * In the language in which the act was done.
 */
export async function ownReceipt(
  person: string,
  id: string,
  language: Language,
  { records, secrets, settings }: AccountDeps,
): Promise<Result<OwnReceipt>> {
  const chain = await readChain(records, consentChain(person));
  const found = chain.find(({ body }) => consentEventId(person, body.n) === id);
  const event = found && toConsentEvent(found.body);
  if (found === undefined || event === undefined || !isAct(event)) return refuse('no-event');
  const { purpose } = event.data;
  if (!isPurpose(purpose)) return refuse('no-event');
  const { name, data, onWithdrawal, recipients } = purposeOf(purpose);
  const { operator, baseUrl } = settings;
  const words = event.data.language ?? language;
  const content = receiptOf({
    ...{ person, event, id, seal: found.body.mac, number: receiptNumber(found.body.mac), language: words },
    controller: {
      name: operator.name[words],
      contact: operator.email,
      postalAddress: operator.postalAddress[words],
      email: operator.email,
      policyUrl: operator.policyUrl ?? `${baseUrl}/policy`,
      service: new URL(baseUrl).host,
    },
    purpose: {
      name: name[words],
      category: purpose,
      data: data.map((kind) => DATA_KINDS[kind][words]),
      termination: onWithdrawal[words],
      // Who works for the company by contract is no third party.
      recipients: recipients
        .filter((one) => RECIPIENTS[one].ground !== 'service')
        .map((one) => RECIPIENTS[one].name[words]),
    },
  });
  return accept({ name: `receipt-${id}.jws`, jws: await signReceipt(secrets, content) });
}
