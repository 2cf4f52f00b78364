import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../shared/records/found-cases.ts';
import { rekey } from '../../../shared/records/rekey.ts';
import { DeskOfLetters } from '../letters/desk-of-letters.ts';
import { RegistrationDesk } from './registration-desk.ts';

const ANNA = 'anna@example.org';

describe('D1: cases are found by the address that posted them', () => {
  it('all of them and no others, however the address is written', async () => {
    const desk = new DeskOfLetters();
    const cases = [await desk.claim(), await desk.claim()].toSorted();
    expect(await casesOf(desk.deps, ' ANNA@example.org ')).toEqual(cases);
    expect(await casesOf(desk.deps, 'nobody@example.org')).toEqual([]);
  });

  it('after an act, and after its address turned out to take no mail', async () => {
    const desk = new DeskOfLetters();
    const reference = await desk.claim();
    await desk.act(reference, { act: 'assign', to: 'agent-1' });
    await desk.stream();
    await desk.tell(desk.mail.to(ANNA)[0] ?? expect.fail(), 'Bounce');
    expect(await casesOf(desk.deps, ANNA)).toEqual([reference]);
  });

  it('G14: after a rotation under either key, and after the rekeying under the new one alone', async () => {
    const desk = new RegistrationDesk();
    const reference = await desk.claim();
    desk.rotate('k2', 'k1');
    expect(await casesOf(desk.deps, ANNA)).toEqual([reference]);
    await rekey(desk.registration, desk.at);
    desk.rotate('k2');
    expect(await casesOf(desk.deps, ANNA)).toEqual([reference]);
  });
});
