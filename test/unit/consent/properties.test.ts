import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentEvent } from '../../../shared/domain/consent/events.ts';
import { type MayAnswer, may } from '../../../shared/domain/consent/may.ts';
import type { PurposeFacts, TextVersion } from '../../../shared/domain/consent/purpose.ts';
import { aVersion } from './builders.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const iso = (day: number) => new Date(START + day * DAY).toISOString();

/** What happens to one person, without the order of recording: days of effect are all different. */
interface Happening {
  readonly what: 'give' | 'refuse' | 'withdraw' | 'block' | 'unblock';
  readonly day: number;
  readonly validDays: number | undefined;
  readonly version: number;
  readonly block: string;
  readonly scope: 'full' | 'precautionary';
}

const happening = fc.record({
  what: fc.constantFrom(
    'give',
    'give',
    'give',
    'refuse',
    'withdraw',
    'block',
    'unblock',
  ) satisfies fc.Arbitrary<Happening['what']>,
  day: fc.integer({ min: 0, max: 365 }),
  validDays: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
  version: fc.integer({ min: 1, max: 3 }),
  block: fc.constantFrom('b1', 'b2'),
  scope: fc.constantFrom('full', 'precautionary') satisfies fc.Arbitrary<Happening['scope']>,
});
const story = fc.uniqueArray(happening, { maxLength: 12, selector: ({ day }) => day });

/** Three texts, which come into force on days of their own; some ask again. */
const texts = fc
  .tuple(fc.integer({ min: 0, max: 365 }), fc.integer({ min: 0, max: 365 }), fc.boolean(), fc.boolean())
  .map(([second, third, askSecond, askThird]): readonly TextVersion[] => [
    aVersion(1, '2025-09-01T00:00:00.000Z'),
    aVersion(2, iso(second), askSecond),
    aVersion(3, iso(second + third), askThird),
  ]);

const facts: fc.Arbitrary<PurposeFacts> = fc.record({
  ground: fc.constant('consent' as const),
  validity: fc.constant(null),
  stoppedBy: fc.constantFrom('any', 'full', 'none'),
});

/** The same happenings as events, recorded after all of them in the given order. */
function recorded(order: readonly Happening[]): readonly ConsentEvent[] {
  return order.map(({ what, day, validDays, version, block, scope }, i): ConsentEvent => {
    const common = { n: i + 1, at: iso(1_000 + i), by: 'person' } as const;
    const effective = iso(day);
    if (what === 'block')
      return { ...common, type: 'blocked', data: { block, kind: 'unlawful-use', scope, effective } };
    if (what === 'unblock') return { ...common, type: 'unblocked', data: { block, effective } };
    const data = { purpose: 'promotions', channel: 'web', text: `promotions-${version}`, effective } as const;
    if (what === 'refuse') return { ...common, type: 'consent-refused', data };
    if (what === 'withdraw') return { ...common, type: 'consent-withdrawn', data };
    const until = validDays === undefined ? {} : { until: iso(day + validDays) };
    return { ...common, type: 'consent-given', data: { ...data, ...until } };
  });
}

/**
 * The check once more, slowly: lives through the year day by day and keeps what is true on each day. It knows nothing of
 * numbers, sorting or events.
 */
function livedThrough(
  happenings: readonly Happening[],
  versions: readonly TextVersion[],
  { stoppedBy }: PurposeFacts,
  until: number,
): Pick<MayAnswer, 'allowed' | 'because'> {
  let because: MayAnswer['because'] = 'no-consent';
  let given: Happening | undefined;
  const blocks: { [id: string]: Happening['scope'] | undefined } = {};
  for (let day = 0; day <= until; day += 1) {
    if (given?.validDays !== undefined && because === 'given' && day >= given.day + given.validDays)
      because = 'expired';
    for (const one of happenings.filter((each) => each.day === day)) {
      if (one.what === 'block') blocks[one.block] = one.scope;
      else if (one.what === 'unblock') blocks[one.block] = undefined;
      else if (one.what === 'give') [because, given] = ['given', one];
      else because = one.what === 'refuse' ? 'refused' : 'withdrawn';
    }
  }
  if (because === 'given' && given !== undefined) {
    for (let n = given.version + 1; n <= 3; n += 1) {
      const version = versions[n - 1];
      if (version?.askAgain && Date.parse(version.startsAt) <= START + until * DAY) because = 'ask-again';
    }
  }
  const standing = Object.values(blocks).filter((scope) => scope !== undefined);
  const stopped =
    stoppedBy === 'none' ? false : standing.includes('full') || (stoppedBy === 'any' && standing.length > 0);
  if (because === 'given' && stopped) because = 'blocked';
  return { allowed: because === 'given', because };
}

const question = (day: number, versions: readonly TextVersion[], known: PurposeFacts) => ({
  purpose: 'promotions',
  at: START + day * DAY,
  facts: known,
  versions,
});

const someDay = fc.integer({ min: 0, max: 800 });
const shuffled = story.chain((happenings) =>
  fc.tuple(
    fc.constant(happenings),
    fc.shuffledSubarray(happenings, { minLength: happenings.length, maxLength: happenings.length }),
  ),
);

test('C4: for any order of recording, the check is what a life day by day comes to', () => {
  fc.assert(
    fc.property(shuffled, texts, facts, someDay, ([happenings, order], versions, known, day) => {
      const { allowed, because } = may(recorded(order), question(day, versions, known));
      expect({ allowed, because }).toEqual(livedThrough(happenings, versions, known, day));
    }),
    { numRuns: 3_000 },
  );
});

test('C4: a yes names the last consent by effect, and no refusal or withdrawal took effect after it', () => {
  fc.assert(
    fc.property(shuffled, texts, facts, someDay, ([, order], versions, known, day) => {
      const events = recorded(order);
      const answer = may(events, question(day, versions, known));
      if (!answer.allowed) return;
      const named = events.find(({ n }) => n === answer.event);
      expect(named?.type).toBe('consent-given');
      const later = order.filter(
        (one) => one.day > Date.parse(named?.data.effective ?? '') / DAY - START / DAY && one.day <= day,
      );
      expect(later.filter(({ what }) => what === 'refuse' || what === 'withdraw')).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('C4: a consent that took effect before a recorded refusal or withdrawal changes nothing, whenever it is added', () => {
  fc.assert(
    fc.property(
      shuffled,
      texts,
      facts,
      someDay,
      fc.constantFrom('refuse', 'withdraw'),
      fc.integer({ min: 1, max: 365 }),
      ([, order], versions, known, day, what, before) => {
        const last = {
          what,
          day: 366,
          validDays: undefined,
          version: 1,
          block: 'b1',
          scope: 'full',
        } as const;
        const late = { ...last, what: 'give', day: 366 - before } as const;
        const events = recorded([...order, last, late]);
        expect(may(events, question(Math.max(day, 366), versions, known)).allowed).toBe(false);
      },
    ),
  );
});

test('C4, S4: one more block never makes a yes, and lifting one block never lifts another', () => {
  fc.assert(
    fc.property(shuffled, texts, facts, someDay, happening, ([, order], versions, known, day, extra) => {
      const ask = (list: readonly Happening[]) => may(recorded(list), question(day, versions, known)).allowed;
      const block = { ...extra, what: 'block', block: 'b3' } as const;
      if (!ask(order)) expect(ask([...order, block])).toBe(false);
      const stands = { ...block, day: 0, scope: 'full', block: 'b4' } as const;
      const lifted = { ...extra, what: 'unblock', block: 'b3' } as const;
      if (known.stoppedBy !== 'none') expect(ask([...order, stands, block, lifted])).toBe(false);
    }),
  );
});
