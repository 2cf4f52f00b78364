import { describe, expect, test } from 'vitest';
import { showStatus } from '../../../functions/cases/status.ts';
import { type ClaimDeps, takeClaim } from '../../../functions/claims/open-claim.ts';
import { actOnCase } from '../../../functions/desk/act.ts';
import { readCase } from '../../../shared/records/case-file.ts';
import { MemoryRecords } from '../../../shared/records/memory.ts';
import { idsFrom, systemRandom } from '../../../shared/records/random.ts';
import { memoryWrapper } from '../../../shared/records/wrapper-memory.ts';
import { SECRETS, SETTINGS } from '../../support/http-door.ts';

const RECEIVED = Date.parse('2026-11-23T07:15:00Z');
const SETTLED = Date.parse('2026-12-01T09:00:00Z');

/** A claim that was settled on 1 December 2026, and the key of its link. */
async function settled() {
  const deps: ClaimDeps = {
    records: new MemoryRecords(),
    wrapper: memoryWrapper(),
    secrets: SECRETS,
    settings: SETTINGS,
    random: systemRandom,
  };
  const taken = await takeClaim(
    {
      request: {
        claimant: { name: 'Анна Петрова', email: 'anna@example.org' },
        facts: 'Карта не читается.',
        demand: 'Верните деньги.',
        language: 'ru',
      },
      by: 'requester',
      marked: false,
      language: 'ru',
    },
    RECEIVED,
    deps,
  );
  if (!taken.ok) throw new Error(taken.refusal.code);
  const { reference, statusUrl } = taken.value;
  const revision = (await readCase(deps, reference, SETTLED))?.state.body.revision ?? 0;
  const done = await actOnCase(
    { reference, act: 'settle', body: { revision, reason: 'Договорились' }, sub: 'officer-1' },
    SETTLED,
    { ...deps, newId: idsFrom(systemRandom) },
  );
  if (!done.ok) throw new Error(done.refusal.code);
  return { deps, reference, key: new URL(statusUrl).searchParams.get('key') ?? '' };
}

describe('the status link', () => {
  test('G15: lives until 90 days after closing – settled on 1 December 2026, so it opens on 1 March 2027, 11:59 in Moscow, and never after', async () => {
    const { deps, reference, key } = await settled();
    const look = (at: string, with_ = key) =>
      showStatus({ reference, key: with_, language: 'ru' }, Date.parse(at), deps);
    expect(await look('2027-03-01T08:59:59Z')).toMatchObject({ ok: true, value: { status: 'settled' } });
    const late = await look('2027-03-01T09:00:00Z');
    expect(late).toEqual({ ok: false, refusal: { code: 'link-invalid' } });
    // To a stranger a link that has run out is one that never was (G7).
    expect(await look('2027-02-01T09:00:00Z', `${key.slice(0, -1)}!`)).toEqual(late);
  });
});
