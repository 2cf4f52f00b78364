import { describe, expect, test } from 'vitest';
import { accept, type Result, refuse } from '../../../shared/domain/result.ts';
import {
  decideAgain,
  decideSurely,
  type Outcome,
  OVERTAKEN,
  ROUNDS,
  written,
} from '../../../shared/records/decide-again.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { RecordsUnavailable } from '../../../shared/records/port.ts';

/** Someone else is quicker the first `times` times; tells what was read, and how long was waited. */
function race(times: number) {
  const pauses: number[] = [];
  const sleep = async (ms: number): Promise<void> => void pauses.push(ms);
  const deps = { records: new MemoryRecords({ patience: { sleep, random: () => 0.5 } }) };
  let reads = 0;
  const read = async (): Promise<Result<number>> => {
    reads += 1;
    return accept(reads);
  };
  let rounds = 0;
  const decide = async (state: number): Promise<Outcome<string>> => {
    rounds += 1;
    return written(rounds > times ? 'ok' : OVERTAKEN, `decided on ${state}`);
  };
  return { deps, read, decide, pauses, reads: () => reads };
}

describe('decideAgain: read, decide, commit, again when somebody else was quicker', () => {
  test('who is first answers at once and waits for nobody', async () => {
    const { deps, read, decide, pauses } = race(0);
    expect(await decideAgain(deps, { read, decide })).toEqual(accept('decided on 1'));
    expect(pauses).toEqual([]);
  });

  test('who was overtaken decides on what is there now, after a pause that grows', async () => {
    const { deps, read, decide, pauses } = race(2);
    expect(await decideAgain(deps, { read, decide })).toEqual(accept('decided on 3'));
    expect(pauses).toEqual([40, 80]);
  });

  test('who is overtaken every time is refused: nothing was written, and the caller may come again', async () => {
    const { deps, read, decide, reads } = race(ROUNDS);
    expect(await decideAgain(deps, { read, decide })).toEqual(refuse('busy'));
    expect(reads()).toBe(ROUNDS);
    const last = race(ROUNDS - 1);
    expect(await decideAgain(last.deps, last)).toEqual(accept(`decided on ${ROUNDS}`));
  });

  test('what was read a moment ago is not read again, but after a race lost it is', async () => {
    const { deps, read, decide, reads } = race(0);
    expect(await decideAgain(deps, { known: 7, read, decide })).toEqual(accept('decided on 7'));
    expect(reads()).toBe(0);
    const lost = race(1);
    expect(await decideAgain(lost.deps, { ...lost, known: 7 })).toEqual(accept('decided on 1'));
  });

  test('a refusal of what is read, or of the decision, is the answer', async () => {
    const { deps, read, decide, reads } = race(0);
    const gone = async () => refuse('not-found');
    expect(await decideAgain(deps, { read: gone, decide })).toEqual(refuse('not-found'));
    expect(await decideAgain(deps, { read, decide: async () => refuse('link-used') })).toEqual(
      refuse('link-used'),
    );
    expect(reads()).toBe(1);
  });

  test('G3: who lost to the same request, or is refused because of it, gives its answer', async () => {
    const { deps, read, decide, reads } = race(ROUNDS);
    const answered = async () => accept('as the other one was answered');
    expect(await decideAgain(deps, { read, decide, answered })).toEqual(await answered());
    expect(reads()).toBe(1);
    const stale = async () => refuse('stale-revision');
    expect(await decideAgain(deps, { read: stale, decide, answered })).toEqual(await answered());
    const nobody = async () => undefined;
    expect(await decideAgain(deps, { read: stale, decide, answered: nobody })).toEqual(
      refuse('stale-revision'),
    );
  });

  test('G3: who answers itself asks for no other answer', async () => {
    const { deps, read, decide } = race(0);
    const answered = async () => refuse('idempotency-mismatch');
    expect(await decideAgain(deps, { read, decide, answered })).toEqual(accept('decided on 1'));
  });
});

describe('decideSurely: work that has nobody to refuse to', () => {
  const deps = { records: new MemoryRecords() };

  test('an error of what is read passes through; who is overtaken every time throws, so that another run takes it up', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      return reads;
    };
    const decide = async (n: number) => (n < 3 ? OVERTAKEN : n);
    expect(await decideSurely(deps, { read, decide })).toBe(3);
    await expect(decideSurely(deps, { read, decide: async () => OVERTAKEN })).rejects.toThrow(
      RecordsUnavailable,
    );
    const broken = async (): Promise<number> => {
      throw new TypeError('broken');
    };
    await expect(decideSurely(deps, { read: broken, decide })).rejects.toThrow(TypeError);
  });
});
