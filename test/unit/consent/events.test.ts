import { describe, expect, test } from 'vitest';
import { consentEvent } from '../../../shared/domain/consent/events.ts';

const common = { n: 1, at: '2026-11-23T09:00:00.000Z', by: 'person' };
const act = { purpose: 'promotions', channel: 'web' };
const reads = (event: unknown) => consentEvent.safeParse(event).success;

describe('C2: an event that is read back', () => {
  test.each([
    ['a consent', { type: 'consent-given', data: { ...act, language: 'ru', until: '2027-11-23T21:00:00Z' } }],
    ['one in English', { type: 'consent-given', data: { ...act, language: 'en' } }],
    ['a refusal on the phone', { type: 'consent-refused', data: { ...act, channel: 'phone' } }],
    ['a withdrawal on paper', { type: 'consent-withdrawn', data: { ...act, channel: 'paper' } }],
    [
      'a full block of a case',
      {
        type: 'blocked',
        data: { block: 'b1', kind: 'unlawful-use', scope: 'full', case: 'PD-2026-K7M4QX-1' },
      },
    ],
    [
      'a precautionary one',
      { type: 'blocked', data: { block: 'b1', kind: 'unlawful-use', scope: 'precautionary' } },
    ],
    ['its end', { type: 'unblocked', data: { block: 'b1' } }],
    ['the end of an account', { type: 'closed', data: { ended: 'partners,promotions' } }],
    ['one with data that a later version added', { type: 'consent-given', data: { ...act, later: 'x' } }],
  ])('%s is one', (_, event) => {
    expect(reads({ ...common, ...event })).toBe(true);
  });

  test.each([
    ['of an unknown type', { type: 'consent-assumed', data: act }],
    ['without a purpose', { type: 'consent-given', data: { channel: 'web' } }],
    ['without a channel', { type: 'consent-given', data: { purpose: 'promotions' } }],
    ['by an unknown channel', { type: 'consent-given', data: { ...act, channel: 'pigeon' } }],
    ['in another language', { type: 'consent-given', data: { ...act, language: 'de' } }],
    ['with an end that is no instant', { type: 'consent-given', data: { ...act, until: 'soon' } }],
    ['with an effect that is no instant', { type: 'closed', data: { effective: 'soon' } }],
    ['with a code too long to be one', { type: 'consent-given', data: { ...act, text: 'x'.repeat(301) } }],
    ['with an empty code', { type: 'consent-given', data: { ...act, purpose: '' } }],
    ['a block without its number', { type: 'blocked', data: { scope: 'full' } }],
    [
      'a block of unknown scope',
      { type: 'blocked', data: { block: 'b1', kind: 'unlawful-use', scope: 'half' } },
    ],
    ['the end of no block', { type: 'unblocked', data: {} }],
  ])('%s is none: it must not count as nothing', (_, event) => {
    expect(reads({ ...common, ...event })).toBe(false);
  });

  test('without a number, an instant or somebody who did it, it is none', () => {
    const event = { ...common, type: 'unblocked', data: { block: 'b1' } };
    for (const name of ['n', 'at', 'by']) expect(reads({ ...event, [name]: undefined })).toBe(false);
    expect(reads({ ...event, at: 'yesterday' })).toBe(false);
    expect(reads({ ...event, n: 1.5 })).toBe(false);
  });
});
