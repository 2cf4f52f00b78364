import { describe, expect, it } from 'vitest';
import { givenUp } from '../../../functions/letters/case-news.ts';
import { lastAnswer } from '../../../shared/domain/cases/answers.ts';
import type { LetterKind, LetterReader } from '../../../shared/domain/letters/kinds.ts';
import { type CaseLetter, queuedLetter } from '../../../shared/domain/letters/new-letter.ts';
import type { StopReason } from '../../../shared/domain/letters/state.ts';
import { personalKind, textKind } from '../../../shared/records/kinds/cases.ts';
import { deleting, keyFor, read } from '../../../shared/records/kinds/kind.ts';
import { aClaim, act, answerLetter, at, ids, officer, stateAfter } from '../domain/builders.ts';
import { DeskOfLetters } from './desk-of-letters.ts';
import { seen } from './reading.ts';

const NOW = at('2026-12-01T09:00:02Z');

/** What a stopped letter leaves behind: the case returned, a task for staff, or nothing but its event. */
type Leaves = 'returned' | 'task' | 'event';

/** Every reason; letters to staff, and codes, are never legal letters. */
const REASONS: { readonly [reason in StopReason]: 'legal' | 'harmless' } = {
  'no-recipient': 'legal',
  'nothing-to-say': 'legal',
  'outcome-unknown': 'legal',
  'too-many': 'legal',
  merged: 'harmless',
  'case-decided': 'harmless',
  'code-expired': 'harmless',
};

/** Letters of a case, who reads them, and what a legal one leaves that will not be sent. */
const LETTERS: readonly (readonly [LetterKind, LetterReader, Leaves])[] = [
  ['claim-answer', 'requester', 'returned'],
  ['claim-receipt', 'requester', 'task'],
  ['claim-corrected', 'requester', 'task'],
  ['claim-withdrawn', 'requester', 'task'],
  ['claim-withdrawal-code', 'requester', 'event'],
  ['case-reminder', 'team', 'event'],
  ['case-escalation', 'officers', 'event'],
  ['case-due', 'team', 'event'],
  ['case-overdue', 'officers', 'event'],
  ['case-returned', 'officers', 'event'],
  ['case-unconfirmed', 'team', 'event'],
];

const TABLE = LETTERS.flatMap(([kind, to, leaves]) =>
  (Object.keys(REASONS) as StopReason[]).map(
    (reason) => [kind, reason, to, REASONS[reason] === 'legal' ? leaves : 'event'] as const,
  ),
);

describe('K4, N4: a letter that will not be sent', () => {
  it.each(TABLE)('%s, %s', (kind, reason, to, leaves) => {
    const claim = aClaim();
    const made = act(
      claim,
      { act: 'answer', outcome: 'satisfied', text: 'Да.' },
      officer('2026-12-01T09:00:00Z'),
    );
    const state = stateAfter(claim, made);
    const letter =
      kind === 'claim-answer'
        ? answerLetter(made)
        : queuedLetter({ id: 'L', kind, to } as CaseLetter, {
            ...{ reference: claim.body.reference, language: 'ru', at: '' },
          });
    const change = givenUp(state, letter, NOW, reason, ids());
    expect(change.events[0]).toMatchObject({
      type: 'letter-stopped',
      data: { letter: letter.id, why: reason },
    });
    expect(change.body.status).toBe(leaves === 'returned' ? 'returned' : 'answered');
    expect(change.letters.map((one) => [one.kind, one.to, { letter: 'answer', ...one.data }.letter])).toEqual(
      {
        returned: [
          ['case-returned', 'team', 'answer'],
          ['case-returned', 'officers', 'answer'],
        ],
        task: [['case-returned', 'team', 'other']],
        event: [],
      }[leaves],
    );
  });
});

/** An address that the form let in before, and that may stand in no envelope. */
const UNSENDABLE = 'anna(home)@example.org';

describe('K4: an answer that cannot leave', () => {
  it('to an address of no use: returned at once, marked at the contact, staff told in words of their own', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({ claimant: { name: 'Анна', email: UNSENDABLE } });
    await desk.answer(reference);
    await desk.stream();
    expect(await desk.body(reference)).toMatchObject({ status: 'returned', answerTo: 'post' });
    expect(lastAnswer(await desk.body(reference))?.sentAt).toBeUndefined();
    expect((await read(desk.records, personalKind, reference, desk.at))?.body.returned).toBeDefined();
    expect(await desk.events(reference)).toContain('reopened');
    // Its dates and its waiting are those that it had.
    expect((await desk.todo(reference))?.why).toBe('start');
    await desk.stream();
    const told = desk.mail.to('officer@example.com').map(seen);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Ответ не ушёл и не уйдёт');
    expect(told[0]).not.toContain('адрес его не принял');
  });

  it('whose text is lost: likewise', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.answered();
    const { text = '' } = await desk.letter(reference, 'claim-answer');
    const item = await desk.records.get(keyFor(textKind, { reference, id: text }), desk.at);
    await desk.records.commit([deleting(item ?? expect.fail())]);
    await desk.stream();
    expect((await desk.body(reference)).status).toBe('returned');
  });

  it('a receipt to an address of no use leaves a task before anybody answers there', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim({ claimant: { name: 'Анна', email: UNSENDABLE } });
    await desk.stream();
    expect(await desk.letters(reference)).toContain('case-returned team queued');
    expect((await desk.body(reference)).status).toBe('open');
    expect((await read(desk.records, personalKind, reference, desk.at))?.body.returned).toBeDefined();
  });
});
