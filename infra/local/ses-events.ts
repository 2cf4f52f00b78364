/** What SES reports of a letter after it took it, in the shape EventBridge gets it. */
import { addressesIn, fieldOf, type ReadLetter } from './mime.ts';
import type { BusEvent, Millis } from './types.ts';

/** What happens to one recipient's copy. */
type Fate = 'delivered' | 'bounced' | 'suppressed' | 'complained' | 'silent';

/** A letter that SES took. */
export interface AcceptedLetter {
  readonly messageId: string;
  readonly at: Millis;
  readonly source: string;
  readonly destinations: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string;
  readonly fields: ReadLetter['fields'];
  readonly account: string;
  readonly region: string;
}

/** One event at its virtual instant. */
export interface PlannedEvent {
  readonly due: Millis;
  readonly event: BusEvent;
}

/** How long the outside world takes. */
const DELIVERY_MS = 3_000;
const BOUNCE_MS = 5_000;
const COMPLAINT_MS = 10_000;

/**
 * The mailbox simulator's addresses, and the same by name at example.org: `bounce+x@`, `complaint+x@`; a letter to
 * `silent+x@example.org` is never heard of again. An out-of-office letter to `ooto@` counts as delivered.
 */
function fateOf(address: string): Fate {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  const name = local.split('+')[0];
  const simulator = domain === 'simulator.amazonses.com';
  const ours = domain === 'example.org' && local.includes('+');
  if (name === 'bounce' && (simulator || ours)) return 'bounced';
  if (name === 'complaint' && (simulator || ours)) return 'complained';
  if (name === 'suppressionlist' && simulator) return 'suppressed';
  if (name === 'silent' && ours) return 'silent';
  return 'delivered';
}

/** All events of a letter, one per recipient and outcome, the *Send* first. */
export function planEvents(letter: AcceptedLetter): readonly PlannedEvent[] {
  const { at } = letter;
  const planned: PlannedEvent[] = [eventAt(letter, at, 'Send', { send: {} })];
  for (const recipient of letter.destinations) {
    const fate = fateOf(recipient);
    if (fate === 'delivered' || fate === 'complained') planned.push(delivery(letter, recipient));
    if (fate === 'complained') planned.push(complaint(letter, recipient));
    if (fate === 'bounced' || fate === 'suppressed')
      planned.push(bounce(letter, recipient, fate === 'suppressed'));
  }
  return planned;
}

function delivery(letter: AcceptedLetter, recipient: string): PlannedEvent {
  const due = letter.at + DELIVERY_MS;
  return eventAt(letter, due, 'Delivery', {
    delivery: {
      timestamp: iso(due),
      processingTimeMillis: DELIVERY_MS,
      recipients: [recipient],
      smtpResponse: '250 2.6.0 Message received',
      remoteMtaIp: '127.0.0.1',
      reportingMTA: 'local.smtp-out.amazonses.com',
    },
  });
}

function bounce(letter: AcceptedLetter, recipient: string, suppressed: boolean): PlannedEvent {
  const due = letter.at + BOUNCE_MS;
  const diagnosticCode = suppressed
    ? 'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.'
    : 'smtp; 550 5.1.1 user unknown';
  return eventAt(letter, due, 'Bounce', {
    bounce: {
      feedbackId: `${letter.messageId}-bounce`,
      bounceType: 'Permanent',
      bounceSubType: suppressed ? 'Suppressed' : 'General',
      bouncedRecipients: [{ emailAddress: recipient, action: 'failed', status: '5.1.1', diagnosticCode }],
      timestamp: iso(due),
      remoteMtaIp: '127.0.0.1',
      reportingMTA: 'dns; local.smtp-out.amazonses.com',
    },
  });
}

function complaint(letter: AcceptedLetter, recipient: string): PlannedEvent {
  const due = letter.at + COMPLAINT_MS;
  return eventAt(letter, due, 'Complaint', {
    complaint: {
      feedbackId: `${letter.messageId}-complaint`,
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: recipient }],
      timestamp: iso(due),
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: iso(due),
    },
  });
}

const DETAIL_TYPES = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const;

function eventAt(
  letter: AcceptedLetter,
  due: Millis,
  eventType: keyof typeof DETAIL_TYPES,
  rest: Readonly<Record<string, unknown>>,
): PlannedEvent {
  const { region, account, configurationSet } = letter;
  return {
    due,
    event: {
      source: 'aws.ses',
      detailType: DETAIL_TYPES[eventType],
      time: due,
      resources: [`arn:aws:ses:${region}:${account}:configuration-set/${configurationSet}`],
      detail: { eventType, mail: mailOf(letter), ...rest },
    },
  };
}

function mailOf(letter: AcceptedLetter): Readonly<Record<string, unknown>> {
  const { fields, region, account, source, messageId } = letter;
  const list = (name: string) => {
    const value = fieldOf(fields, name);
    return value === undefined ? {} : { [name]: [value] };
  };
  const from = addressesIn(source)[0] ?? source;
  return {
    timestamp: iso(letter.at),
    source: from,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${from}`,
    sendingAccountId: account,
    messageId,
    destination: letter.destinations,
    headersTruncated: false,
    headers: fields.map(([name, value]) => ({ name, value })),
    commonHeaders: {
      ...list('from'),
      ...list('to'),
      date: fieldOf(fields, 'date'),
      messageId,
      subject: fieldOf(fields, 'subject'),
    },
    tags: {
      'ses:source-tls-version': ['TLSv1.3'],
      'ses:operation': ['SendRawEmail'],
      'ses:configuration-set': [letter.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [from.split('@')[1] ?? ''],
      'ses:caller-identity': ['local'],
      ...Object.fromEntries(Object.entries(letter.tags).map(([name, value]) => [name, [value]])),
    },
  };
}

function iso(at: Millis): string {
  return new Date(at).toISOString();
}
