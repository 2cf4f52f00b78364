import { describe, expect, test } from 'vitest';
import { takeClaim } from '../../../functions/claims/open-claim.ts';
import { actOnCase } from '../../../functions/desk/act.ts';
import { lettersOf, readCase } from '../../../shared/records/case-file.ts';
import { PRINT_QUEUE } from '../../../shared/records/letter-standing.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { idsFrom, systemRandom } from '../../../shared/records/random.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';

const AT = Date.parse('2026-11-23T07:15:00Z');

async function aPostalClaim() {
  const deps = {
    records: new MemoryRecords(),
    wrapper: memoryWrapper(),
    secrets: SECRETS,
    settings: SETTINGS,
    random: systemRandom,
    newId: idsFrom(systemRandom),
  };
  const request = {
    claimant: { name: 'Анна Петрова', postalAddress: '101000, Москва, а/я 7' },
    facts: 'Карта не читается.',
    demand: 'Верните деньги.',
    language: 'ru' as const,
  };
  const taken = await takeClaim({ request, by: 'requester', marked: false, language: 'ru' }, AT, deps);
  if (!taken.ok) throw new Error(taken.refusal.code);
  const { reference } = taken.value;
  const act = async (name: 'printed' | 'answer' | 'deliver', rest: object) => {
    const revision = (await readCase(deps, reference, AT))?.state.body.revision ?? 0;
    const body = { revision, ...rest } as never;
    return actOnCase({ reference, act: name, body, sub: 'officer' }, AT, deps);
  };
  const queue = async () => (await deps.records.listDue(PRINT_QUEUE, { limit: 10 })).items.length;
  return { deps, reference, act, queue };
}

describe('the print queue', () => {
  test('K1: the receipt of who has only a postal address waits there until staff have printed it', async () => {
    const { deps, reference, act, queue } = await aPostalClaim();
    const [receipt] = await lettersOf(deps, reference);
    expect(await queue()).toBe(1);
    expect((await act('printed', { letter: receipt?.id })).ok).toBe(true);
    expect(await queue()).toBe(0);
    expect(await lettersOf(deps, reference)).toMatchObject([{ status: 'printed' }]);
  });

  test('K1: a letter that does not wait there cannot be printed off it', async () => {
    const { deps, reference, act } = await aPostalClaim();
    const [receipt] = await lettersOf(deps, reference);
    await act('printed', { letter: receipt?.id });
    for (const letter of [receipt?.id, 'no-such-letter'])
      expect(await act('printed', { letter })).toMatchObject({
        refusal: { code: 'not-found', field: 'letter' },
      });
  });

  test('K4: the answer by post leaves the queue with its tracking number, which closes the claim', async () => {
    const { deps, reference, act, queue } = await aPostalClaim();
    await act('answer', { outcome: 'satisfied', text: 'Вернём деньги.' });
    expect(await queue()).toBe(2);
    expect((await act('deliver', { channel: 'post', tracking: '80110012345678', on: '2026-11-23' })).ok).toBe(
      true,
    );
    expect(await queue()).toBe(1);
    expect((await readCase(deps, reference, AT))?.state.body.status).toBe('delivered');
  });
});
