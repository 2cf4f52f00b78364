import { describe, expect, test } from 'vitest';
import { needlessActs } from '../../../shared/domain/requests/needless.ts';
import type { OpenRequest } from '../../../shared/domain/requests/open.ts';
import { REQUEST } from '../../../shared/domain/requests/type.ts';
import { aRequest, does } from './builders.ts';

const PARTLY = ['disclose', 'evidence', 'find-lawful', 'find-unlawful', 'correct', 'stop', 'unpublish'];
const ACTS = [...PARTLY, 'end-consents', 'destroy', 'keep', 'lift', 'prove'] as const;
/** What of these the desk still offers. */
const offered = (changes: Partial<OpenRequest>) => {
  const needless = needlessActs(aRequest(changes).body);
  return ACTS.filter((act) => !needless.includes(act));
};

describe('D1: the desk offers of a request what its parts have a use for', () => {
  test('a copy is disclosed, nothing is destroyed or corrected; who asks in a session is known', () => {
    expect(offered({ parts: ['access'] })).toEqual(['disclose']);
    expect(offered({ parts: ['access'], proof: undefined as never })).toEqual(['disclose', 'prove']);
  });

  test('a correction waits for evidence, until it has come', () => {
    expect(offered({ parts: ['correction'] })).toEqual(['evidence', 'correct', 'lift']);
    const known = does(
      aRequest({ parts: ['correction'] }),
      { act: 'evidence', part: 'correction', receivedOn: '2026-11-24' },
      '2026-11-24T09:00:00Z',
    );
    expect(needlessActs(known.body)).toContain('evidence');
  });

  test('a complaint is found lawful or unlawful; what unlawful use demands is offered once it was found', () => {
    const asked = aRequest({ parts: ['complaint'] });
    expect(needlessActs(asked.body)).not.toContain('find-unlawful');
    const found = does(
      asked,
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'звонки без согласия' },
      '2026-11-24T09:00:00Z',
    );
    const needless = needlessActs(found.body);
    for (const act of ['stop', 'destroy', 'make-lawful', 'answer']) expect(needless).not.toContain(act);
    for (const act of ['find-lawful', 'find-unlawful', 'correct']) expect(needless).toContain(act);
  });

  test('a term is extended once: while a notice stands, no second one is offered', () => {
    const asked = aRequest({ parts: ['access'] });
    expect(needlessActs(asked.body)).not.toContain('extend');
    const noticed = does(
      asked,
      { act: 'extend', part: 'access', text: 'Сведения собирают.' },
      '2026-11-24T09:00:00Z',
    );
    expect(needlessActs(noticed.body)).toContain('extend');
    expect(needlessActs(aRequest({ parts: ['withdraw-consent'] }).body)).toContain('extend');
  });

  test('every act that it leaves out is one that requests have', () => {
    const needless = needlessActs(aRequest({ parts: ['objection-automated'] }).body);
    expect(needless.length).toBeGreaterThan(10);
    for (const act of needless) expect(REQUEST.acts).toHaveProperty([act]);
  });
});
