import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, blocksAt } from '../../../shared/domain/consent/block.ts';
import { type BlockWish, blocking } from '../../../shared/domain/consent/blocking.ts';
import type { ConsentEvent } from '../../../shared/domain/consent/events.ts';
import { blocksWanted } from '../../../shared/domain/requests/blocks.ts';
import type { RequestOwn } from '../../../shared/domain/requests/own.ts';
import { PART_KINDS, type PartKind } from '../../../shared/domain/requests/parts.ts';
import { proofEnds } from '../../../shared/domain/requests/proof-window.ts';
import { aRequest, does, letterIn, RECEIVED, type RequestState, sent, stateOf, tries } from './builders.ts';

const full = (kind: Block['kind']): Block => ({ kind, scope: 'full' });
const precaution = (kind: Block['kind']): Block => ({ kind, scope: 'precautionary' });
const wantedBy = ({ body }: RequestState) => blocksWanted(body);
const unproven = (parts: readonly PartKind[]) => aRequest({ parts, proof: undefined as never });
const withProof = (state: RequestState, proof: RequestOwn['proof']['state']): RequestState =>
  stateOf({ ...state.body, own: { ...state.body.own, proof: { state: proof } } });

describe('S4: which request blocks', () => {
  const BLOCKS: Partial<Record<PartKind, Block['kind']>> = {
    correction: 'inaccuracy',
    complaint: 'unlawful-use',
    'erasure-unlawful': 'unlawful-use',
  };
  test.each(PART_KINDS.filter((part) => part !== 'information'))('%s', (part) => {
    const kind = BLOCKS[part];
    expect(wantedBy(aRequest({ parts: [part] }))).toEqual(kind === undefined ? [] : [full(kind)]);
    expect(wantedBy(unproven([part]))).toEqual(kind === undefined ? [] : [precaution(kind)]);
  });

  test('an authority that only wants to know blocks nothing; its allegation blocks fully', () => {
    const asks = (parts: readonly PartKind[]) => aRequest({ by: 'authority', proof: 'list', parts });
    expect(wantedBy(asks([]))).toEqual([]);
    expect(wantedBy(asks(['correction']))).toEqual([full('inaccuracy')]);
    expect(wantedBy(asks(['complaint']))).toEqual([full('unlawful-use')]);
  });

  test('a finding of the operator’s own blocks fully, though nobody asked', () => {
    const { answerTo: _, ...body } = aRequest({ by: 'operator', parts: ['complaint'] }).body;
    expect(blocksWanted(body)).toEqual([full('unlawful-use')]);
  });

  test('two allegations of unlawful use are one block; beside one of inaccuracy they are two', () => {
    const state = aRequest({ parts: ['complaint', 'erasure-unlawful', 'correction', 'access'] });
    expect(wantedBy(state)).toEqual([full('unlawful-use'), full('inaccuracy')]);
  });
});

describe('S4: when it ends', () => {
  test('nobody proved it in time, or the owner disowned it', () => {
    for (const how of ['lapsed', 'disowned'] as const)
      expect(wantedBy(withProof(unproven(['correction', 'complaint']), how))).toEqual([]);
  });

  test('the proof makes it full', () => {
    const state = does(unproven(['correction']), { act: 'prove', how: 'code' }, '2026-11-24T09:00:00.000Z');
    expect(wantedBy(state)).toEqual([full('inaccuracy')]);
  });

  test('the correction lifts it in the same act; so does taking the request back', () => {
    const state = aRequest({ parts: ['correction'] });
    const at = '2026-11-25T09:00:00.000Z';
    expect(wantedBy(does(state, { act: 'correct', part: 'correction', fields: ['phone'] }, at))).toEqual([]);
    expect(wantedBy(does(state, { act: 'take-back', part: 'correction' }, at))).toEqual([]);
  });

  test('taking a complaint back ends no check; found lawful it is lifted', () => {
    const back = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'take-back', part: 'complaint' },
      '2026-11-24T09:00:00.000Z',
    );
    expect(wantedBy(back)).toEqual([full('unlawful-use')]);
    const lawful = does(
      back,
      { act: 'find-lawful', detectedOn: '2026-11-25', reason: 'договор есть' },
      '2026-11-25T09:00:00.000Z',
    );
    expect(wantedBy(lawful)).toEqual([]);
  });

  test('found unlawful it stands until all is made lawful or destroyed, answered or not', () => {
    let state: RequestState = does(
      aRequest({ parts: ['complaint'] }),
      { act: 'find-unlawful', detectedOn: '2026-11-24', reason: 'согласия нет' },
      '2026-11-24T09:00:00.000Z',
    );
    state = does(state, { act: 'answer', part: 'all', text: 'Прекратим.' }, '2026-11-25T09:00:00.000Z');
    state = does(state, { act: 'stop', part: 'complaint' }, '2026-11-26T09:00:00.000Z');
    expect(wantedBy(state)).toEqual([full('unlawful-use')]);
    state = does(
      state,
      { act: 'make-lawful', part: 'complaint', reason: 'получили согласие' },
      '2026-11-27T09:00:00.000Z',
    );
    expect(wantedBy(state)).toEqual([]);
  });

  test('S1, 21(6): what cannot be destroyed in time is blocked until it is, whatever was asked', () => {
    const later = does(
      aRequest({ parts: ['erasure'] }),
      { act: 'block-instead', part: 'erasure', reason: 'архив опечатан' },
      '2026-11-25T09:00:00.000Z',
    );
    expect(wantedBy(later)).toEqual([full('destruction')]);
    const gone = does(later, { act: 'destroy', part: 'erasure' }, '2026-12-01T09:00:00.000Z');
    expect(wantedBy(gone)).toEqual([]);
  });
});

describe('S4: lifted by an officer', () => {
  const lift = (part: PartKind) => ({ act: 'lift', part, reason: 'иначе не выплатить пенсию' });
  const at = '2026-11-25T09:00:00.000Z';

  test('only where data are said to be wrong, and once; the check goes on', () => {
    const state = aRequest({ parts: ['correction', 'complaint'] });
    const lifted = does(state, lift('correction'), at);
    expect(wantedBy(lifted)).toEqual([full('unlawful-use')]);
    expect(lifted.made.letters.map(({ kind }) => kind)).toEqual(['request-unblocked']);
    expect(tries(lifted, lift('correction'), at)).toMatchObject({
      refusal: { code: 'block-lifted-already' },
    });
    expect(tries(lifted, { act: 'correct', part: 'correction', fields: ['phone'] }, at).ok).toBe(true);
  });

  test.each(['complaint', 'erasure-unlawful'] as const)('never for %s: refused by name', (part) => {
    expect(tries(aRequest({ parts: [part] }), lift(part), at)).toMatchObject({
      refusal: { code: 'block-not-liftable' },
    });
  });

  test('GDPR 18(3): the person is told before: it stands until the notice has left', () => {
    const lifted = does(aRequest({ parts: ['correction'], regimes: ['ru', 'gdpr'] }), lift('correction'), at);
    expect(wantedBy(lifted)).toEqual([full('inaccuracy')]);
    expect(wantedBy(sent(lifted, letterIn(lifted), '2026-11-25T09:01:00.000Z'))).toEqual([]);
  });

  test('GDPR 18(3): so does what was corrected, until the answer has left; a notice of an extension tells nothing of it', () => {
    let state: RequestState = aRequest({ parts: ['correction'], regimes: ['gdpr'] });
    const noticed = does(state, { act: 'extend', part: 'correction', text: 'две системы' }, at);
    state = sent(noticed, letterIn(noticed), '2026-11-25T09:01:00.000Z');
    state = does(
      state,
      { act: 'correct', part: 'correction', fields: ['phone'] },
      '2026-11-26T09:00:00.000Z',
    );
    expect(wantedBy(state)).toEqual([full('inaccuracy')]);
    const answered = does(
      state,
      { act: 'answer', part: 'all', text: 'Исправили.' },
      '2026-11-26T10:00:00.000Z',
    );
    expect(wantedBy(answered)).toEqual([full('inaccuracy')]);
    expect(wantedBy(sent(answered, letterIn(answered), '2026-11-26T10:01:00.000Z'))).toEqual([]);
  });
});

const DAY = 86_400_000;
const START = Date.parse(RECEIVED);
const iso = (ms: number) => new Date(ms).toISOString();

/** A person's chain that grows by what cases want of it. */
class Chain {
  readonly events: ConsentEvent[] = [];
  wish(wish: Partial<BlockWish>, at: number): void {
    const made = blocking(
      this.events,
      {
        ...{ reference: 'PD-1', wanted: [], since: iso(at), until: iso(at + 10 * DAY), isNew: false },
        ...{ why: 'opened', by: 'requester', ...wish },
      },
      at,
    );
    for (const event of made) this.events.push({ ...event, n: this.events.length + 1 } as ConsentEvent);
  }
  standing(at: number): readonly string[] {
    return blocksAt(this.events, at).map(({ data }) => `${data.case} ${data.kind} ${data.scope}`);
  }
}

describe('S4: who proves nothing', () => {
  const wanted = [precaution('inaccuracy')];
  const opens = (chain: Chain, reference: string, at: number) =>
    chain.wish({ reference, wanted, isNew: true }, at);

  test('blocks for ten days from the receipt and no instant longer, whoever forgets to end it', () => {
    const chain = new Chain();
    opens(chain, 'PD-1', START);
    expect(chain.standing(START + 10 * DAY - 1)).toEqual(['PD-1 inaccuracy precautionary']);
    expect(chain.standing(START + 10 * DAY)).toEqual([]);
  });

  test('a letter of Monday 23 November 2026 can be proven until the end of 3 December in Moscow', () => {
    expect(proofEnds({ receivedAt: '2026-11-23' })).toBe('2026-12-03T21:00:00.000Z');
    expect(proofEnds({ receivedAt: RECEIVED })).toBe('2026-12-03T07:15:00.000Z');
  });

  test('one at a time; the second does not begin when the first has ended', () => {
    const chain = new Chain();
    opens(chain, 'PD-1', START);
    opens(chain, 'PD-2', START + DAY);
    expect(chain.standing(START + DAY)).toEqual(['PD-1 inaccuracy precautionary']);
    chain.wish({ reference: 'PD-1', wanted: [full('inaccuracy')], why: 'proven' }, START + 2 * DAY);
    chain.wish({ reference: 'PD-2', wanted, why: 'note' }, START + 3 * DAY);
    expect(chain.standing(START + 3 * DAY)).toEqual(['PD-1 inaccuracy full']);
  });

  test.each([
    ['disowned', 'disowned', START + 2 * DAY],
    ['lapsed, told three days late', 'proof-lapsed', START + 10 * DAY],
    ['lapsed, and nobody told', undefined, START + 10 * DAY],
  ])('after one that was %s there is none for thirty days', (_, why, ended) => {
    const chain = new Chain();
    opens(chain, 'PD-1', START);
    if (why === 'disowned') chain.wish({ reference: 'PD-1', why }, ended);
    if (why === 'proof-lapsed') chain.wish({ reference: 'PD-1', why }, ended - 1);
    opens(chain, 'PD-2', ended + 30 * DAY - 2);
    expect(chain.standing(ended + 30 * DAY - 2)).toEqual([]);
    opens(chain, 'PD-3', ended + 30 * DAY);
    expect(chain.standing(ended + 30 * DAY)).toEqual(['PD-3 inaccuracy precautionary']);
  });

  test('who proves it blocks in the quiet days too; after their block was decided nothing is quiet', () => {
    const chain = new Chain();
    opens(chain, 'PD-1', START);
    chain.wish({ reference: 'PD-1', why: 'disowned' }, START + DAY);
    chain.wish({ reference: 'PD-2', wanted: [full('inaccuracy')], isNew: true }, START + 2 * DAY);
    expect(chain.standing(START + 2 * DAY)).toEqual(['PD-2 inaccuracy full']);
    chain.wish({ reference: 'PD-2', why: 'corrected' }, START + 3 * DAY);
    expect(chain.standing(START + 3 * DAY)).toEqual([]);
  });

  test('a case ends its own blocks and no other’s', () => {
    const chain = new Chain();
    chain.wish({ reference: 'PD-1', wanted: [full('inaccuracy'), full('unlawful-use')], isNew: true }, START);
    chain.wish({ reference: 'PD-2', wanted: [full('inaccuracy')], isNew: true }, START + 1);
    chain.wish({ reference: 'PD-1', wanted: [full('unlawful-use')], why: 'corrected' }, START + 2);
    expect(chain.standing(START + 2).toSorted()).toEqual(['PD-1 unlawful-use full', 'PD-2 inaccuracy full']);
  });

  test('R7: of a closed account there is nothing to block', () => {
    const chain = new Chain();
    chain.events.push({ n: 1, at: iso(START), type: 'closed', by: 'system', data: {} });
    chain.wish({ wanted: [full('inaccuracy')], isNew: true }, START + 1);
    expect(chain.events).toHaveLength(1);
  });

  test('what a function recorded whose clock is ahead does not outlast what ends it', () => {
    const chain = new Chain();
    chain.wish({ wanted: [full('inaccuracy')], isNew: true }, START + 60_000);
    chain.wish({ wanted: [], why: 'corrected' }, START);
    expect(chain.standing(START + 60_000)).toEqual([]);
  });
});

/** What may happen to a request, as staff, requester and owner do it; what is not lawful then is left out. */
const DEEDS = [
  { act: 'prove', how: 'code' },
  ...['lapsed', 'disowned'].map((proof) => ({ act: 'end', proof })),
  { act: 'find-lawful', detectedOn: '', reason: 'да' },
  { act: 'find-unlawful', detectedOn: '', reason: 'нет' },
  { act: 'correct', part: 'correction', fields: ['phone'] },
  { act: 'lift', part: 'correction', reason: 'вред' },
  { act: 'make-lawful', part: 'complaint', reason: 'получили' },
  ...(['complaint', 'erasure', 'erasure-unlawful'] as const).flatMap((part) => [
    { act: 'destroy', part },
    { act: 'block-instead', part, reason: 'архив' },
  ]),
  { act: 'keep', part: 'erasure-unlawful', reason: 'закон' },
  ...(['correction', 'complaint', 'erasure', 'erasure-unlawful'] as const).flatMap((part) => [
    { act: 'answer', part, text: 'да' },
    { act: 'refuse', part, ground: 'kept-by-law', text: 'нет' },
    { act: 'take-back', part },
  ]),
  { act: 'note', text: 'заметка' },
];

const ENDS = ['correct', 'lift', 'destroy', 'keep', 'answer', 'refuse'];

/** The table of S4 once more, told by what happened: knows nothing of bodies, clocks or answers. */
function told(
  parts: readonly PartKind[],
  deeds: readonly Readonly<Record<string, string>>[],
): readonly string[] {
  let scope: 'precautionary' | 'full' | undefined = 'precautionary';
  const stands = new Map<string, string>();
  for (const part of parts) {
    if (part === 'correction') stands.set(part, 'inaccuracy');
    if (part === 'complaint' || part === 'erasure-unlawful') stands.set(part, 'unlawful-use');
  }
  let bad = false;
  for (const { act, part = '' } of deeds) {
    if (act === 'prove') scope = 'full';
    if (act === 'end') scope = undefined;
    if (act === 'find-unlawful') bad = true;
    if (act === 'find-lawful') stands.delete('complaint');
    if (act === 'block-instead') stands.set(`${part}.later`, 'destruction');
    if (act === 'destroy' || (act === 'take-back' && part === 'erasure')) stands.delete(`${part}.later`);
    if (part === 'complaint') {
      // Found unlawful it ends when that is put right; before the finding only by a refusal.
      const isRight = act === 'destroy' || (act === 'make-lawful' && !stands.has('complaint.later'));
      if (bad ? isRight : act === 'refuse') stands.delete(part);
    } else if (act === 'take-back' ? part === 'correction' : ENDS.includes(String(act))) stands.delete(part);
  }
  return scope === undefined
    ? []
    : [...new Set([...stands.values()].map((kind) => `${kind} ${scope}`))].toSorted();
}

test('S4: in whatever order things happen, a block stands exactly as the table says', () => {
  const parts = fc.uniqueArray(
    fc.constantFrom<PartKind>('correction', 'complaint', 'erasure', 'erasure-unlawful', 'access'),
    { minLength: 1 },
  );
  const story = fc.array(fc.constantFrom(...DEEDS), { maxLength: 14 });
  fc.assert(
    fc.property(parts, story, (asked, deeds) => {
      const chain = new Chain();
      let state = unproven(asked);
      const until = proofEnds(state.body);
      chain.wish({ wanted: wantedBy(state), until, isNew: true }, START);
      const done: Readonly<Record<string, string>>[] = [];
      deeds.forEach((deed, i) => {
        const at = START + (i + 1) * 3_600_000;
        const today = iso(at).slice(0, 10);
        if (deed.act === 'end') {
          if (state.body.own.proof.state !== 'unproven') return;
          state = withProof(state, (deed as { proof: 'lapsed' }).proof);
        } else {
          const made = tries(state, 'detectedOn' in deed ? { ...deed, detectedOn: today } : deed, iso(at));
          if (!made.ok) return;
          state = stateOf(made.value.body, made.value.todo ?? state.todo);
        }
        done.push(deed as never);
        chain.wish({ wanted: wantedBy(state), until, why: deed.act }, at);
        const expected = told(asked, done).map((one) => `PD-1 ${one}`);
        expect([...chain.standing(at)].toSorted()).toEqual(expected);
      });
    }),
    { numRuns: 1_500 },
  );
});
