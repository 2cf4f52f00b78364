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
export function slowMay(events: readonly EventBody[], asked: SlowAsked): string {
  const said = slowGround(events, asked);
  if (!said.startsWith('yes')) return said;
  const { purpose, at } = asked;
  const stopping = standingBlocks(events).filter(
    ({ scope, kind, until, from }) =>
      from <= Math.max(at, ...events.map(effectOf)) &&
      Math.max(at, ...events.map(effectOf)) < until &&
      (GROUNDS[purpose] === 'consent' ||
        (GROUNDS[purpose] === 'contract' && scope === 'full' && kind !== 'inaccuracy')),
  );
  if (stopping.some(({ scope }) => scope === 'full')) return 'no blocked';
  return stopping.length > 0 ? 'no' : said;
}

/** A block that no event has ended, read one event after the other. */
interface SlowBlock {
  readonly kind: string;
  readonly scope: string;
  readonly case: string;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
}

/** Blocks of a person whose end is not recorded; those of who proved nothing run out by themselves. */
export function standingBlocks(events: readonly EventBody[]): readonly SlowBlock[] {
  const blocks = new Map<unknown, SlowBlock>();
  for (const event of events) {
    const { data = {}, type } = event;
    if (type === 'unblocked') blocks.delete(data['block']);
    if (type !== 'blocked') continue;
    const until = data['until'] === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(data['until']));
    blocks.set(data['block'], {
      ...{ kind: String(data['kind']), scope: String(data['scope']), case: String(data['case']) },
      ...{ from: effectOf(event), until },
    });
  }
  return [...blocks.values()];
}

/** What the acts say, blocks apart. */
function slowGround(events: readonly EventBody[], { purpose, at, account, versions }: SlowAsked): string {
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
