import type { ActEvent, ConsentEvent } from '../../../shared/domain/consent/events.ts';
import type { MayQuery } from '../../../shared/domain/consent/may.ts';
import type { PurposeFacts, TextVersion } from '../../../shared/domain/consent/purpose.ts';

export const PROMOTIONS: PurposeFacts = { ground: 'consent', stoppedBy: 'any', validity: 'P1Y' };

export const aVersion = (n: number, startsAt: string, askAgain = false): TextVersion => ({
  version: `promotions-${n}`,
  startsAt,
  askAgain,
  hashes: { ru: `ru-${n}`, en: `en-${n}` },
});

/** In force since before everything in these tests. */
export const FIRST = aVersion(1, '2025-09-01T00:00:00.000Z');

type Act = 'given' | 'refused' | 'withdrawn';

/** An act on promotions at an instant, recorded then unless said otherwise. */
export const anAct = (
  n: number,
  act: Act,
  at: string,
  data: Partial<ActEvent['data']> = {},
): ConsentEvent => ({
  n,
  at,
  type: `consent-${act}`,
  by: 'person',
  data: { purpose: 'promotions', channel: 'web', text: 'promotions-1', ...data },
});

export const aBlock = (
  n: number,
  block: string,
  at: string,
  scope: 'full' | 'precautionary' = 'full',
): ConsentEvent => ({ n, at, type: 'blocked', by: 'system', data: { block, kind: 'unlawful-use', scope } });

export const anUnblock = (n: number, block: string, at: string): ConsentEvent => ({
  n,
  at,
  type: 'unblocked',
  by: 'system',
  data: { block },
});

/** A question about promotions at an instant. */
export const asked = (at: string, rest: Partial<MayQuery> = {}): MayQuery => ({
  purpose: 'promotions',
  at: Date.parse(at),
  facts: PROMOTIONS,
  versions: [FIRST],
  ...rest,
});
