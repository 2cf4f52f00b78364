import { describe, expect, test } from 'vitest';
import type { ConsentEvent } from '../../../shared/domain/consent/events.ts';
import { fold, heldConsents, may, standing } from '../../../shared/domain/consent/may.ts';
import { aBlock, anAct, anUnblock, asked, aVersion, FIRST } from './builders.ts';

const MONDAY = '2026-11-23T09:00:00.000Z';
const given = anAct(1, 'given', '2026-11-02T10:00:00.000Z', { until: '2027-11-02T21:00:00.000Z' });

describe('C4: the check says no, and why', () => {
  test.each([
    ['nothing was ever said', [], 'no-consent', undefined],
    ['a refusal', [anAct(1, 'refused', '2026-11-02T10:00:00.000Z')], 'refused', 1],
    ['a withdrawal', [given, anAct(2, 'withdrawn', '2026-11-20T10:00:00.000Z')], 'withdrawn', 2],
    ['a refusal after a consent', [given, anAct(2, 'refused', '2026-11-20T10:00:00.000Z')], 'refused', 2],
    ['a full block', [given, aBlock(2, 'b1', '2026-11-20T10:00:00.000Z')], 'blocked', 2],
    [
      'a precautionary block',
      [given, aBlock(2, 'b1', '2026-11-20T10:00:00.000Z', 'precautionary')],
      'blocked',
      2,
    ],
  ] as const)('%s', (_, events, because, event) => {
    expect(may(events, asked(MONDAY))).toEqual({
      allowed: false,
      because,
      ...(event === undefined ? {} : { event }),
      ...(because === 'blocked' ? { scope: events[1]?.type === 'blocked' && events[1].data.scope } : {}),
    });
  });

  test('a consent is a yes with its event', () => {
    expect(may([given], asked(MONDAY))).toEqual({ allowed: true, because: 'given', event: 1 });
  });

  test('a purpose nobody declared is a no, whatever was recorded', () => {
    expect(may([given], asked(MONDAY, { facts: undefined })).because).toBe('unknown-purpose');
  });

  test.each([
    ['the last millisecond of 2 November 2027 in Moscow', '2027-11-02T20:59:59.999Z', 'given'],
    ['3 November 2027, 00:00 in Moscow', '2027-11-02T21:00:00.000Z', 'expired'],
  ])('a consent for a year from 2 November 2026: %s', (_, at, because) => {
    expect(may([given], asked(at)).because).toBe(because);
  });
});

describe('C4: what took effect later counts, however late it is recorded', () => {
  test('a paper consent of 2 November entered on the 23rd does not revive what was withdrawn on the 10th', () => {
    const events = [
      anAct(1, 'withdrawn', '2026-11-10T08:00:00.000Z'),
      anAct(2, 'given', '2026-11-23T07:00:00.000Z', {
        channel: 'paper',
        effective: '2026-11-01T21:00:00.000Z',
      }),
    ];
    expect(may(events, asked(MONDAY))).toMatchObject({ allowed: false, because: 'withdrawn', event: 1 });
  });

  test('a paper withdrawal of 2 November entered on the 23rd does not end the consent given on the 10th', () => {
    const events = [
      anAct(1, 'given', '2026-11-10T08:00:00.000Z'),
      anAct(2, 'withdrawn', '2026-11-23T07:00:00.000Z', {
        channel: 'paper',
        effective: '2026-11-02T20:59:59.999Z',
      }),
    ];
    expect(may(events, asked(MONDAY))).toMatchObject({ allowed: true, event: 1 });
  });

  test('of two acts that took effect at one instant the one recorded later counts', () => {
    const at = '2026-11-10T08:00:00.000Z';
    expect(may([anAct(1, 'withdrawn', at), anAct(2, 'given', at)], asked(MONDAY)).because).toBe('given');
    expect(may([anAct(1, 'given', at), anAct(2, 'withdrawn', at)], asked(MONDAY)).because).toBe('withdrawn');
  });

  test('the past is told as it was: before the withdrawal took effect the answer is yes', () => {
    const events = [given, anAct(2, 'withdrawn', '2026-11-20T10:00:00.000Z')];
    expect(may(events, asked('2026-11-20T09:59:59.999Z')).allowed).toBe(true);
    expect(may(events, asked('2026-11-20T10:00:00.000Z')).allowed).toBe(false);
  });
});

describe('C4: replacing a text', () => {
  const second = aVersion(2, '2026-11-15T00:00:00.000Z');

  test('ends nothing', () => {
    expect(may([given], asked(MONDAY, { versions: [FIRST, second] })).because).toBe('given');
  });

  test('ends consents to earlier texts when it is marked “ask again”, from its start', () => {
    const versions = [FIRST, { ...second, askAgain: true }];
    expect(may([given], asked('2026-11-14T23:59:59.999Z', { versions })).because).toBe('given');
    expect(may([given], asked('2026-11-15T00:00:00.000Z', { versions })).because).toBe('ask-again');
    const anew = anAct(2, 'given', '2026-11-16T10:00:00.000Z', { text: 'promotions-2' });
    expect(may([given, anew], asked(MONDAY, { versions })).because).toBe('given');
  });

  test('a later version without the mark does not take the mark of an earlier one back', () => {
    const versions = [FIRST, { ...second, askAgain: true }, aVersion(3, '2026-11-20T00:00:00.000Z')];
    expect(may([given], asked(MONDAY, { versions })).because).toBe('ask-again');
  });

  test('a consent to a text nobody knows does not survive a mark', () => {
    const odd = anAct(1, 'given', '2026-11-02T10:00:00.000Z', { text: 'promotions-9' });
    expect(may([odd], asked(MONDAY, { versions: [{ ...FIRST, askAgain: true }] })).because).toBe('ask-again');
  });
});

describe('S4, C4: blocks', () => {
  const block = (scope: 'full' | 'precautionary') => [
    given,
    aBlock(2, 'b1', '2026-11-20T10:00:00.000Z', scope),
  ];

  test('a block lifted is over; another one that stands is not lifted with it', () => {
    const events = [...block('full'), anUnblock(3, 'b1', '2026-11-21T10:00:00.000Z')];
    expect(may(events, asked(MONDAY)).allowed).toBe(true);
    const other = aBlock(4, 'b2', '2026-11-20T12:00:00.000Z');
    expect(may([...events, other], asked(MONDAY))).toMatchObject({ because: 'blocked', event: 4 });
  });

  test.each([
    ['full', { ground: 'contract', stoppedBy: 'none', validity: null }, 'contract'],
    ['full', { ground: 'law', stoppedBy: 'none', validity: null }, 'law'],
    ['full', { ground: 'contract', stoppedBy: 'full', validity: null }, 'blocked'],
    ['precautionary', { ground: 'contract', stoppedBy: 'full', validity: null }, 'contract'],
    ['precautionary', { ground: 'legitimate-interest', stoppedBy: 'any', validity: null }, 'blocked'],
    ['full', { ground: 'contract', stoppedBy: 'unlawful', validity: null }, 'blocked'],
    ['precautionary', { ground: 'contract', stoppedBy: 'unlawful', validity: null }, 'contract'],
  ] as const)('a %s block and a purpose %o: %s', (scope, facts, because) => {
    expect(may(block(scope), asked(MONDAY, { purpose: 'other', facts, account: 'open' })).because).toBe(
      because,
    );
  });
});

describe('S4: what is alleged', () => {
  test('service letters go on where data are said to be wrong, and stop where use is said to be unlawful', () => {
    const facts = { ground: 'contract', stoppedBy: 'unlawful', validity: null } as const;
    const of = (kind: 'inaccuracy' | 'unlawful-use' | 'destruction') =>
      may(
        [
          {
            ...{ n: 1, at: '2026-11-20T10:00:00.000Z', type: 'blocked', by: 'system' },
            data: { block: 'b', kind, scope: 'full' },
          } as ConsentEvent,
        ],
        asked(MONDAY, { facts, account: 'open' }),
      ).because;
    expect(of('inaccuracy')).toBe('contract');
    expect([of('unlawful-use'), of('destruction')]).toEqual(['blocked', 'blocked']);
  });

  test('of two blocks that stop a use the full one is named: it is what programs are told', () => {
    const events = [
      given,
      aBlock(2, 'b1', '2026-11-20T10:00:00.000Z', 'precautionary'),
      aBlock(3, 'b2', '2026-11-20T11:00:00.000Z', 'full'),
    ];
    expect(may(events, asked(MONDAY))).toMatchObject({ event: 3, scope: 'full' });
    expect(may(events.slice(0, 2), asked(MONDAY))).toMatchObject({ event: 2, scope: 'precautionary' });
  });
});

describe('C4: purposes that rest on no consent', () => {
  const contract = { ground: 'contract', stoppedBy: 'full', validity: null } as const;
  test.each([
    ['open', 'contract'],
    ['closed', 'closed'],
    ['none', 'no-account'],
  ] as const)('the contract, account %s: %s', (account, because) => {
    expect(may([], asked(MONDAY, { facts: contract, account })).because).toBe(because);
  });

  test('an interest of the company holds until the person objects', () => {
    const facts = { ground: 'legitimate-interest', stoppedBy: 'any', validity: null } as const;
    expect(may([], asked(MONDAY, { facts })).because).toBe('legitimate-interest');
    const objection = anAct(1, 'withdrawn', '2026-11-20T10:00:00.000Z');
    expect(may([objection], asked(MONDAY, { facts })).because).toBe('withdrawn');
  });

  test('nothing is sent to a closed account on an old consent', () => {
    expect(may([given], asked(MONDAY, { account: 'closed' })).because).toBe('closed');
  });
});

describe('C4, R7: a closed account', () => {
  const closed = (n: number, at: string): ConsentEvent => ({ n, at, type: 'closed', by: 'system', data: {} });
  const events = [given, closed(2, '2026-11-20T10:00:00.000Z')];

  test('nothing that rests on consent, contract or interest is allowed any more, and the answer names the event', () => {
    for (const ground of ['consent', 'contract', 'legitimate-interest'] as const) {
      const facts = { ground, stoppedBy: 'any', validity: null } as const;
      const answer = may(events, asked(MONDAY, { facts, account: 'open' }));
      expect(answer).toEqual({ allowed: false, because: 'closed', event: 2 });
    }
  });

  test('what the law demands is, and so was what was asked before it was closed', () => {
    const law = { ground: 'law', stoppedBy: 'none', validity: null } as const;
    expect(may(events, asked(MONDAY, { facts: law }))).toEqual({ allowed: true, because: 'law' });
    expect(may(events, asked('2026-11-20T09:59:59.999Z'))).toMatchObject({ allowed: true });
    expect(may(events, asked('2026-11-20T10:00:00.000Z'))).toMatchObject({ because: 'closed' });
  });

  test('nothing but the event makes it so', () => {
    expect(fold([given], Date.parse(MONDAY))).not.toHaveProperty('closed');
    expect(fold(events, Date.parse(MONDAY)).closed).toEqual(events[1]);
  });
});

describe('C4: whose act counts', () => {
  test('an act on another purpose says nothing of this one', () => {
    const other = anAct(2, 'withdrawn', '2026-11-20T10:00:00.000Z', { purpose: 'partners' });
    expect(may([given, other], asked(MONDAY))).toMatchObject({ allowed: true, event: 1 });
    expect(may([other], asked(MONDAY))).toMatchObject({ because: 'no-consent' });
  });

  test('of two acts of the same instant the later recorded counts, in whatever order they are read', () => {
    const at = '2026-11-20T10:00:00.000Z';
    const [yes, no] = [anAct(7, 'given', at), anAct(8, 'withdrawn', at)];
    for (const events of [
      [yes, no],
      [no, yes],
    ])
      expect(may(events, asked(MONDAY))).toMatchObject({ because: 'withdrawn', event: 8 });
  });

  test('a consent without an end does not expire', () => {
    const endless = anAct(1, 'given', '2026-11-02T10:00:00.000Z');
    expect(may([endless], asked('2056-11-02T10:00:00.000Z'))).toMatchObject({ allowed: true });
  });

  test('R6: a consent to the whole purpose is none to a single field, a no is', () => {
    const whole = anAct(1, 'given', '2026-11-02T10:00:00.000Z');
    expect(may([whole], asked(MONDAY, { field: 'name' }))).toMatchObject({ because: 'no-consent' });
    const no = anAct(2, 'refused', '2026-11-03T10:00:00.000Z');
    const field = anAct(1, 'given', '2026-11-02T10:00:00.000Z', { field: 'name' });
    expect(may([field, no], asked(MONDAY, { field: 'name' }))).toMatchObject({ because: 'refused' });
  });
});

describe('R7: what the closing of an account ends', () => {
  const at = Date.parse(MONDAY);

  test.each([
    ['nothing was ever given', [], []],
    ['a consent', [given], ['promotions']],
    ['a refusal', [anAct(1, 'refused', '2026-11-20T10:00:00.000Z')], []],
    [
      'one that ends at this very instant',
      [anAct(1, 'given', '2026-11-02T10:00:00.000Z', { until: MONDAY })],
      [],
    ],
    ['one that was withdrawn', [given, anAct(2, 'withdrawn', '2026-11-20T10:00:00.000Z')], []],
    ['one that was refused later', [given, anAct(2, 'refused', '2026-11-20T10:00:00.000Z')], []],
    [
      'one that ran out the day before',
      [anAct(1, 'given', '2026-11-02T10:00:00.000Z', { until: '2026-11-22T21:00:00.000Z' })],
      [],
    ],
    [
      'two fields, of which one was taken back, beside another purpose',
      [
        given,
        anAct(2, 'given', '2026-11-03T10:00:00.000Z', { purpose: 'distribution', field: 'name' }),
        anAct(3, 'given', '2026-11-03T10:00:00.000Z', { purpose: 'distribution', field: 'organisation' }),
        anAct(4, 'withdrawn', '2026-11-04T10:00:00.000Z', { purpose: 'distribution', field: 'name' }),
      ],
      ['distribution/organisation', 'promotions'],
    ],
    [
      'fields that a withdrawal of the whole purpose ended',
      [
        anAct(1, 'given', '2026-11-03T10:00:00.000Z', { purpose: 'distribution', field: 'name' }),
        anAct(2, 'withdrawn', '2026-11-04T10:00:00.000Z', { purpose: 'distribution' }),
      ],
      [],
    ],
  ])('%s', (_, events, held) => {
    expect(heldConsents(events, at)).toEqual(held);
  });
});

describe('R6: public data, field by field', () => {
  const phone = anAct(1, 'given', '2026-11-02T10:00:00.000Z', { field: 'phone' });

  test('a consent for one field is none for another, nor for the purpose as a whole', () => {
    expect(may([phone], asked(MONDAY, { field: 'phone' })).allowed).toBe(true);
    expect(may([phone], asked(MONDAY, { field: 'name' })).because).toBe('no-consent');
    expect(may([phone], asked(MONDAY)).because).toBe('no-consent');
  });

  test('withdrawing the purpose withdraws every field of it', () => {
    const events = [phone, anAct(2, 'withdrawn', '2026-11-20T10:00:00.000Z')];
    expect(may(events, asked(MONDAY, { field: 'phone' })).because).toBe('withdrawn');
    expect(standing(fold(events, Date.parse(MONDAY)), 'promotions', 'name')?.n).toBe(2);
  });
});
