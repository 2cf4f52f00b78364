import { isAct } from '../domain/consent/events.ts';
import { type ReceiptController, receiptOf } from '../domain/consent/receipt.ts';
import { DATA_KINDS } from '../policy/data-kinds.ts';
import { isPurpose, purposeOf } from '../policy/purposes.ts';
import { RECIPIENTS } from '../policy/recipients.ts';
import type { RuntimeSettings } from '../settings.ts';
import { consentEventId, toConsentEvent } from './consents.ts';
import { keyFor, storedOf } from './kinds/kind.ts';
import { eventKind } from './kinds/ledger.ts';
import { consentChain } from './person-ids.ts';
import type { Records } from './port.ts';
import { receiptNumber, signReceipt } from './receipt-signing.ts';
import type { Secrets } from './secrets.ts';

/** What making receipts needs. */
export interface ReceiptDeps {
  readonly records: Pick<Records, 'get'>;
  readonly secrets: Secrets;
  readonly settings: Pick<RuntimeSettings, 'baseUrl' | 'operator'>;
}

/**
 * The signed receipt of an act (C6), made from its event: the same whenever it is asked for, while the key and the
 * company's particulars stay. Undefined when the person has no such act.
 * @param n number of the event in the person's consent chain
 * @param language of the receipt where the event names none
 * @param at epoch ms
 */
export async function receiptFor(
  { records, secrets, settings }: ReceiptDeps,
  person: string,
  n: number,
  language: 'ru' | 'en',
  at: number,
): Promise<string | undefined> {
  const item = await records.get(keyFor(eventKind, { subject: consentChain(person), n }), at);
  if (item === undefined) return undefined;
  const { body } = storedOf(eventKind, item);
  const event = toConsentEvent(body);
  if (!isAct(event) || !isPurpose(event.data.purpose)) return undefined;
  const purpose = purposeOf(event.data.purpose);
  // In the language in which the act was done.
  const words = event.data.language ?? language;
  const content = receiptOf({
    ...{
      person,
      event,
      id: consentEventId(person, n),
      seal: body.mac,
      number: receiptNumber(body.mac),
      language: words,
    },
    controller: controllerOf(settings, words),
    purpose: {
      name: purpose.name[words],
      category: event.data.purpose,
      data: purpose.data.map((kind) => DATA_KINDS[kind][words]),
      termination: event.data.until ?? purpose.onWithdrawal[words],
      // Who works for the company by contract is no third party.
      recipients: purpose.recipients
        .filter((recipient) => RECIPIENTS[recipient].ground !== 'service')
        .map((recipient) => RECIPIENTS[recipient].name[words]),
    },
  });
  return signReceipt(secrets, content);
}

/** The company as its receipts name it. */
function controllerOf(
  { baseUrl, operator }: ReceiptDeps['settings'],
  language: 'ru' | 'en',
): ReceiptController {
  return {
    name: operator.name[language],
    contact: operator.email,
    postalAddress: operator.postalAddress[language],
    email: operator.email,
    policyUrl: operator.policyUrl ?? `${baseUrl}/policy`,
    service: new URL(baseUrl).host,
  };
}
