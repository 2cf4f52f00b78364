import { describe, expect, test } from 'vitest';
import {
  type ConsentCommand,
  type ConsentContext,
  decideConsent,
} from '../../../shared/domain/consent/decide.ts';
import type { ConsentEvent } from '../../../shared/domain/consent/events.ts';
import { may } from '../../../shared/domain/consent/may.ts';
import { anAct, asked, aVersion, FIRST, PROMOTIONS } from './builders.ts';

/** Monday, 23 November 2026, 12:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 23, 9);

const giving: ConsentCommand = {
  act: 'give',
  purpose: 'promotions',
  by: 'person',
  channel: 'web',
  language: 'ru',
  form: 'me',
  text: { version: 'promotions-1', hash: 'ru-1', shown: '2026-11-23T08:59:00.000Z', proof: 'mac' },
};
const knowing = (
  events: readonly ConsentEvent[] = [],
  rest: Partial<ConsentContext> = {},
): ConsentContext => ({
  facts: PROMOTIONS,
  versions: [FIRST],
  events,
  ...rest,
});

const decide = (command: Partial<ConsentCommand> = {}, context: ConsentContext = knowing(), at = NOW) =>
  decideConsent({ ...giving, ...command }, context, at);

function recordedBy(...given: Parameters<typeof decide>) {
  const made = decide(...given);
  if (!made.ok || made.value.kind !== 'record') throw new Error(JSON.stringify(made));
  return made.value.event;
}
const refusalOf = (...given: Parameters<typeof decide>) => {
  const made = decide(...given);
  return made.ok ? undefined : made.refusal.code;
};

describe('C2: what is recorded', () => {
  test('a consent from the web holds who, what, which words, when shown, the proof and its end', () => {
    expect(recordedBy()).toEqual({
      at: '2026-11-23T09:00:00.000Z',
      type: 'consent-given',
      by: 'person',
      data: {
        purpose: 'promotions',
        channel: 'web',
        text: 'promotions-1',
        hash: 'ru-1',
        shown: '2026-11-23T08:59:00.000Z',
        proof: 'mac',
        language: 'ru',
        form: 'me',
        until: '2027-11-23T21:00:00.000Z',
      },
    });
  });

  test('a withdrawal needs no text, and has no end', () => {
    expect(recordedBy({ act: 'withdraw', text: undefined, language: undefined, form: undefined })).toEqual({
      at: '2026-11-23T09:00:00.000Z',
      type: 'consent-withdrawn',
      by: 'person',
      data: { purpose: 'promotions', channel: 'web' },
    });
    expect(recordedBy({ act: 'refuse' }).data).not.toHaveProperty('until');
  });

  test('R6: a consent to one field holds the field and its conditions; one without a term has no end', () => {
    const facts = { ground: 'consent', stoppedBy: 'full', validity: null } as const;
    const command = { field: 'name', conditions: 'no-transfer' };
    expect(recordedBy(command, knowing([], { facts })).data).toEqual({
      ...{ purpose: 'promotions', channel: 'web', text: 'promotions-1', hash: 'ru-1' },
      ...{ shown: '2026-11-23T08:59:00.000Z', proof: 'mac', language: 'ru', form: 'me' },
      ...command,
    });
  });

  test('G17: what staff enter holds their reason', () => {
    const event = recordedBy({ channel: 'phone', by: 'staff:agent', reason: 'asked-by-person' });
    expect(event).toMatchObject({ by: 'staff:agent', reason: 'asked-by-person', data: { channel: 'phone' } });
    expect(recordedBy()).not.toHaveProperty('reason');
  });

  test.each([
    [
      'given on 29 February 2028, twelve months end with 28 February 2029',
      Date.UTC(2028, 1, 29, 9),
      '2029-02-28T21:00:00.000Z',
    ],
    [
      'given on 31 December 2026 at 23:59 in Moscow',
      Date.UTC(2026, 11, 31, 20, 59),
      '2027-12-31T21:00:00.000Z',
    ],
    [
      'given a minute later, in the new year of Moscow',
      Date.UTC(2026, 11, 31, 21),
      '2028-01-01T21:00:00.000Z',
    ],
  ])('C1: validity: %s', (_, at, until) => {
    expect(recordedBy({}, knowing(), at).data.until).toBe(until);
  });
});

describe('C2: which text', () => {
  const second = aVersion(2, '2026-11-23T08:59:30.000Z');

  test.each([
    ['no text at all', { text: undefined }, 'text-needed'],
    ['no proof that it was shown', { text: { version: 'promotions-1', hash: 'ru-1' } }, 'text-needed'],
    ['no time at which it was shown', { text: { ...giving.text, shown: undefined } }, 'text-needed'],
    ['a time and no proof', { text: { ...giving.text, proof: undefined } }, 'text-needed'],
    ['a hash of other words', { text: { ...giving.text, hash: 'xx' } }, 'text-replaced'],
    ['the words of the other language', { language: 'en' as const }, 'text-replaced'],
    ['a version nobody posted', { text: { ...giving.text, version: 'promotions-7' } }, 'text-replaced'],
  ])('%s', (_, command, code) => {
    expect(refusalOf(command as Partial<ConsentCommand>)).toBe(code);
  });

  test.each([
    ['no text', { text: undefined }, 'text'],
    ['no proof', { text: { ...giving.text, proof: undefined } }, 'proof'],
    ['other words', { text: { ...giving.text, hash: 'xx' } }, 'text'],
    ['a paper of tomorrow', { channel: 'paper', on: '2026-11-24' }, 'on'],
    ['a purpose nobody declared', { purpose: 'x' }, 'purpose'],
  ] as const)('G6: %s: the refusal names the field', (what, command, field) => {
    const facts = what === 'a purpose nobody declared' ? undefined : PROMOTIONS;
    const made = decide(command as Partial<ConsentCommand>, knowing([], { facts }));
    expect(made.ok ? undefined : made.refusal.field).toBe(field);
  });

  test('G6: the refusal of a date says what day it is in Moscow, that of a purpose which', () => {
    const paper = decide({ channel: 'paper', on: '2026-11-25' }, knowing(), Date.UTC(2026, 10, 23, 21, 30));
    expect(paper).toMatchObject({ refusal: { data: { today: '2026-11-24' } } });
    expect(decide({ purpose: 'x' }, knowing([], { facts: undefined }))).toMatchObject({
      refusal: { data: { purpose: 'x' } },
    });
    const facts = { ground: 'law', stoppedBy: 'none', validity: null } as const;
    expect(decide({}, knowing([], { facts }))).toMatchObject({
      refusal: { code: 'not-by-consent', field: 'purpose', data: { purpose: 'promotions' } },
    });
  });

  test('C2: what is told in no language may be in either one’s words', () => {
    const call = { channel: 'phone', by: 'staff:agent', language: undefined } as const;
    for (const hash of ['ru-1', 'en-1'])
      expect(recordedBy({ ...call, text: { version: 'promotions-1', hash } }).data.hash).toBe(hash);
    expect(refusalOf({ ...call, text: { version: 'promotions-1', hash: 'ru-2' } })).toBe('text-replaced');
  });

  test('a text that was replaced between showing and answering is refused, as is one not yet in force', () => {
    expect(refusalOf({}, knowing([], { versions: [FIRST, second] }))).toBe('text-replaced');
    const next = { ...giving.text, version: 'promotions-2', hash: 'ru-2', proof: 'mac', shown: 'x' };
    const later = aVersion(2, '2026-11-23T09:00:00.001Z');
    expect(refusalOf({ text: next }, knowing([], { versions: [FIRST, later] }))).toBe('text-replaced');
    expect(refusalOf({ text: next }, knowing([], { versions: [FIRST, later] }), NOW + 1)).toBeUndefined();
  });

  test('C7: what was given before the address was confirmed is measured by the text of that time', () => {
    const kept = { givenAt: '2026-11-23T08:59:10.000Z' };
    const event = recordedBy(kept, knowing([], { versions: [FIRST, second] }));
    expect(event.data.effective).toBe('2026-11-23T08:59:10.000Z');
    expect(event.at).toBe('2026-11-23T09:00:00.000Z');
  });

  test('C7: what was kept was measured when it was kept: that its text is on record from a later instant on loses no yes and no no', () => {
    const kept = { givenAt: '2026-11-23T08:59:10.000Z' };
    const late = knowing([], { versions: [aVersion(1, '2026-11-23T08:59:50.000Z')] });
    expect(recordedBy(kept, late).data).toMatchObject({ text: 'promotions-1', hash: 'ru-1' });
    expect(recordedBy({ ...kept, act: 'refuse' }, late).type).toBe('consent-refused');
    expect(refusalOf({ ...kept, text: { ...giving.text, version: 'promotions-1', hash: 'xx' } }, late)).toBe(
      'text-replaced',
    );
    expect(refusalOf({}, knowing([], { versions: [aVersion(1, '2026-11-23T09:00:00.001Z')] }))).toBe(
      'text-replaced',
    );
  });
});

describe('C4: a paper has a date and no time', () => {
  const paper = { channel: 'paper', by: 'staff:local-agent', reason: 'asked-by-person' } as const;
  const text = { version: 'promotions-1', hash: 'ru-1' };
  const dated = (act: ConsentCommand['act'], on: string) =>
    recordedBy({ ...paper, act, on, text: act === 'withdraw' ? undefined : text });

  test.each([
    ['a consent counts from its day’s beginning in Moscow', 'give', '2026-11-20', '2026-11-19T21:00:00.000Z'],
    ['a withdrawal until its day’s end', 'withdraw', '2026-11-20', '2026-11-20T20:59:59.999Z'],
    ['a refusal too', 'refuse', '2026-11-20', '2026-11-20T20:59:59.999Z'],
    ['but never later than it is recorded', 'withdraw', '2026-11-23', undefined],
  ] as const)('%s', (_, act, on, effective) => {
    expect(dated(act, on).data.effective).toBe(effective);
  });

  test('consent on paper and withdrawal on the web on the same day: the withdrawal counts', () => {
    const events = [
      anAct(1, 'withdrawn', '2026-11-20T06:00:00.000Z'),
      { n: 2, ...dated('give', '2026-11-20') },
    ];
    expect(may(events, asked('2026-11-23T09:00:00.000Z')).because).toBe('withdrawn');
  });

  test('consent on the web and withdrawal on paper on the same day: the withdrawal counts', () => {
    const events = [
      anAct(1, 'given', '2026-11-20T16:00:00.000Z'),
      { n: 2, ...dated('withdraw', '2026-11-20') },
    ];
    expect(may(events, asked('2026-11-23T09:00:00.000Z')).because).toBe('withdrawn');
  });

  test('its text must have been in force on its day, at whatever hour', () => {
    const versions = [FIRST, aVersion(2, '2026-11-20T12:00:00.000Z')];
    const on = (day: string) => refusalOf({ ...paper, on: day, text }, knowing([], { versions }));
    expect(on('2026-11-19')).toBeUndefined();
    expect(on('2026-11-20')).toBeUndefined();
    expect(on('2026-11-21')).toBe('text-replaced');
  });

  test('a paper of tomorrow is refused; at 00:30 in Moscow today is already the new day', () => {
    const justPast = Date.UTC(2026, 10, 23, 21, 30);
    expect(refusalOf({ ...paper, on: '2026-11-24', text })).toBe('consent-in-future');
    expect(refusalOf({ ...paper, on: '2026-11-24', text }, knowing(), justPast)).toBeUndefined();
  });
});

describe('C3, C5: functions whose clocks differ by minutes', () => {
  /** Given by a function whose clock is four minutes ahead of the one that takes what follows. */
  const AHEAD = '2026-11-23T09:04:00.000Z';
  const given = anAct(2, 'given', AHEAD);
  const muchLater = '2026-11-23T10:00:00.000Z';

  test('C5: a withdrawal counts after the consent that was recorded before it', () => {
    const event = recordedBy({ act: 'withdraw', text: undefined }, knowing([given]));
    expect(event).toMatchObject({ at: '2026-11-23T09:00:00.000Z', data: { effective: AHEAD } });
    expect(may([given, { ...event, n: 3 }], asked(muchLater))).toMatchObject({ because: 'withdrawn' });
  });

  test('C5: an earlier withdrawal does not stand for one after that consent', () => {
    const before = anAct(1, 'withdrawn', '2026-11-23T08:00:00.000Z');
    const event = recordedBy({ act: 'withdraw', text: undefined }, knowing([before, given]));
    expect(may([before, given, { ...event, n: 3 }], asked(muchLater))).toMatchObject({ event: 3 });
  });

  test('C5: so does a withdrawal on paper of the same day, for the day is not over', () => {
    const command = { act: 'withdraw', channel: 'paper', on: '2026-11-23', text: undefined } as const;
    const event = recordedBy(command, knowing([given]));
    expect(may([given, { ...event, n: 3 }], asked(muchLater))).toMatchObject({ because: 'withdrawn' });
  });

  test('C2: a consent counts after the withdrawal that was recorded before it', () => {
    const withdrawn = anAct(2, 'withdrawn', AHEAD);
    const event = recordedBy({}, knowing([withdrawn]));
    expect(may([withdrawn, { ...event, n: 3 }], asked(muchLater))).toMatchObject({ allowed: true, event: 3 });
  });
});

describe('C3: saying the same twice', () => {
  test('C5: a no of an earlier day is recorded again, so that no paper of the days between makes a yes of it', () => {
    // Refused on Saturday, withdrawn on Monday at noon; then a paper with Monday's date is entered: it counts from 00:00.
    const refused = anAct(1, 'refused', '2026-11-21T09:00:00.000Z');
    const event = recordedBy({ act: 'withdraw', text: undefined }, knowing([refused]));
    const events = [refused, { ...event, n: 2 }];
    const paper = recordedBy({ channel: 'paper', on: '2026-11-23' }, knowing(events));
    const answer = may([...events, { ...paper, n: 3 }], asked('2026-11-23T10:00:00.000Z'));
    expect(answer).toMatchObject({ because: 'withdrawn', event: 2 });
  });

  const before = recordedBy();
  const stands = (command: Partial<ConsentCommand>, event: ConsentEvent, at = NOW + 1_000) => {
    const made = decide(command, knowing([event]), at);
    return made.ok && made.value.kind === 'stands';
  };

  test('is not recorded twice, so that a link pressed a thousand times in a day leaves one event', () => {
    expect(stands({}, { n: 1, ...before })).toBe(true);
    expect(stands({ act: 'withdraw' }, anAct(1, 'withdrawn', '2026-11-23T06:00:00.000Z'))).toBe(true);
    expect(stands({ act: 'withdraw' }, anAct(1, 'refused', '2026-11-23T06:00:00.000Z'))).toBe(true);
  });

  test('but a consent to another text, after its end, or entered by staff is', () => {
    expect(
      stands(
        { text: { ...giving.text, version: 'promotions-1', hash: 'ru-1', proof: 'p' } },
        { n: 1, ...before, data: { ...before.data, text: 'promotions-0' } },
      ),
    ).toBe(false);
    expect(stands({}, { n: 1, ...before }, Date.UTC(2027, 10, 23, 21))).toBe(false);
    expect(
      stands(
        { act: 'withdraw', channel: 'paper', on: '2026-11-22' },
        anAct(1, 'withdrawn', '2026-11-20T16:00:00.000Z'),
      ),
    ).toBe(false);
  });

  test.each([
    ['other words of the same version', { hash: 'ru-0' }],
    ['other conditions', { conditions: 'no-transfer' }],
    ['another field', { field: 'name' }],
  ])('C2: %s are another consent', (_, data) => {
    const event = { n: 1, ...before, data: { ...before.data, ...data } };
    expect(stands({}, event)).toBe(false);
  });

  test('a consent without an end stands for ever; one that has ended does not, to the millisecond', () => {
    const { until: _, ...endless } = before.data;
    expect(stands({}, { n: 1, ...before, data: endless }, Date.UTC(2040, 0, 1))).toBe(true);
    const end = Date.UTC(2027, 10, 23, 21);
    expect(stands({}, { n: 1, ...before }, end - 1)).toBe(true);
    expect(stands({}, { n: 1, ...before }, end)).toBe(false);
  });

  test('C7: what was kept until the address was confirmed is recorded, whatever stands', () => {
    expect(stands({ givenAt: '2026-11-23T08:59:10.000Z' }, { n: 1, ...before })).toBe(false);
  });

  test('a consent told on the phone is recorded, whatever stands', () => {
    expect(stands({ channel: 'phone', by: 'staff:agent' }, { n: 1, ...before })).toBe(false);
  });

  test('a withdrawal is recorded although nothing was given', () => {
    expect(recordedBy({ act: 'withdraw' }).type).toBe('consent-withdrawn');
  });
});

test.each([
  ['a purpose nobody declared', undefined, 'give', 'unknown-purpose'],
  [
    'a consent where the contract is the ground',
    { ground: 'contract', stoppedBy: 'full', validity: null },
    'give',
    'not-by-consent',
  ],
  [
    'a withdrawal of what the law demands',
    { ground: 'law', stoppedBy: 'none', validity: null },
    'withdraw',
    'not-by-consent',
  ],
  [
    'a consent where an interest is the ground',
    { ground: 'legitimate-interest', stoppedBy: 'any', validity: null },
    'give',
    'not-by-consent',
  ],
  [
    'an objection to an interest',
    { ground: 'legitimate-interest', stoppedBy: 'any', validity: null },
    'withdraw',
    undefined,
  ],
] as const)('C1: %s', (_, facts, act, code) => {
  expect(refusalOf({ act }, knowing([], { facts }))).toBe(code);
});

describe('G3: the same request again', () => {
  const once = ['k2.hash', 'k1.hash'];
  const first = recordedBy({ once });
  const given = { n: 1, ...first };
  const again = (command: Partial<ConsentCommand>, events: readonly ConsentEvent[] = [given]) =>
    decide({ once, ...command }, knowing(events));

  test('the event holds the hash by the present key only', () => {
    expect(first.data.once).toBe('k2.hash');
    expect(recordedBy({ once: [] }).data).not.toHaveProperty('once');
  });

  test('is answered by its event, also after a withdrawal, and by a key that was retired meanwhile', () => {
    const withdrawn = anAct(2, 'withdrawn', '2026-11-23T08:00:00.000Z');
    for (const events of [[given], [given, withdrawn]])
      expect(again({}, events)).toEqual({ ok: true, value: { kind: 'stands', event: given } });
    const old = { ...given, data: { ...given.data, once: 'k1.hash' } };
    expect(again({}, [old])).toEqual({ ok: true, value: { kind: 'stands', event: old } });
  });

  test.each([
    ['another act', { act: 'withdraw', text: undefined }],
    ['another purpose', { purpose: 'partners' }],
    ['another field', { field: 'name' }],
  ] as const)('%s with the same key is refused', (_, command) => {
    const made = again(command);
    expect(made.ok ? undefined : made.refusal.code).toBe('idempotency-mismatch');
  });

  test('another key, or none, is another request; an event without a key answers none', () => {
    const withdrawing = { act: 'withdraw', text: undefined } as const;
    expect(recordedBy({ ...withdrawing, once: ['k2.other'] }, knowing([given])).type).toBe(
      'consent-withdrawn',
    );
    expect(recordedBy({ ...withdrawing, once: undefined }, knowing([given])).type).toBe('consent-withdrawn');
    const { once: _, ...bare } = given.data;
    const event = recordedBy({ ...withdrawing, once }, knowing([{ ...given, data: bare }]));
    expect(event.type).toBe('consent-withdrawn');
  });
});

describe('R7: after the account was closed', () => {
  const closed: ConsentEvent = {
    n: 2,
    at: '2026-11-22T09:00:00.000Z',
    type: 'closed',
    by: 'system',
    data: {},
  };

  test('nobody can consent any more; with the chain still open they can', () => {
    expect(refusalOf({}, knowing([closed]))).toBe('no-account');
    const withdrawn = anAct(1, 'withdrawn', '2026-11-21T09:00:00.000Z');
    expect(refusalOf({}, knowing([withdrawn]))).toBeUndefined();
  });

  test.each(['refuse', 'withdraw'] as const)('a no is recorded all the same: %s', (act) => {
    expect(recordedBy({ act }, knowing([closed])).data.purpose).toBe('promotions');
  });
});
