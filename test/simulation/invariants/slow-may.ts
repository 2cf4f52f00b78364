import type { EventBody } from '../../../shared/records/kinds/ledger.ts';

/** A version of a document as it was recorded. */
export interface KnownVersion {
  readonly document: string;
  readonly n: number;
  readonly startsAt: string;
  readonly askAgain: boolean;
}

/** Grounds by the policy, written down a second time. */
const GROUNDS: { readonly [purpose: string]: 'consent' | 'contract' | 'interest' } = {
  promotions: 'consent',
  partners: 'consent',
  'service-letters': 'contract',
  security: 'interest',
};

export interface SlowAsked {
  readonly purpose: string;
  /** The asking gateway's time, epoch ms. */
  readonly at: number;
  readonly account: boolean;
  readonly versions: readonly KnownVersion[];
}

/**
 * The check (C4) a second time, without the product's code: reads the events one by one, in the order of their recording.
 * Answers `yes`, or `no`, with the number of the event that decided, where one did.
 */
export function slowMay(events: readonly EventBody[], { purpose, at, account, versions }: SlowAsked): string {
  let now = at;
  for (const event of events) now = Math.max(now, effectOf(event));
  const closed = events.find(({ type }) => type === 'closed');
  if (closed !== undefined) return `no ${closed.n}`;
  const ground = GROUNDS[purpose];
  if (ground === 'contract') return account ? 'yes' : 'no';
  let last: EventBody | undefined;
  for (const event of events) {
    if (event.data?.['purpose'] !== purpose) continue;
    if (last === undefined || effectOf(event) >= effectOf(last)) last = event;
  }
  if (last !== undefined && last.type !== 'consent-given') return `no ${last.n}`;
  if (ground === 'interest') return 'yes';
  if (last === undefined) return 'no';
  const until = last.data?.['until'];
  if (typeof until === 'string' && now >= Date.parse(until)) return `no ${last.n}`;
  const given = String(last.data?.['text']);
  const start = versions.find(({ document, n }) => `${document}-${n}` === given)?.startsAt ?? '';
  const ended = versions.some(
    ({ document, n, startsAt, askAgain }) =>
      askAgain &&
      document === purpose &&
      `${document}-${n}` !== given &&
      startsAt >= start &&
      Date.parse(startsAt) <= now,
  );
  return ended ? `no ${last.n}` : `yes ${last.n}`;
}

const effectOf = ({ at, data }: EventBody): number => Date.parse(String(data?.['effective'] ?? at));
