/** The local cloud: time to ready, claims a second with their workflows and letters, a jump of 30 days; legal clocks. */
import { computeDeadline } from '../../shared/law/deadline.ts';
import { explainDeadline } from '../../shared/law/words.ts';
import { aClaimBody, DeskClient } from '../support/desk-client.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { CLOCK_LIMIT, LOCAL_LIMITS } from './budgets.ts';
import { type Row, rate, time } from './rows.ts';

/** Claims of the load, and how many are under way at once. */
const CLAIMS = 150;
const SIDE_BY_SIDE = 8;

const LIFTED = {
  limits: {
    networkPerHour: 1_000_000,
    lettersPerDay: 1_000_000,
    api: { perSecond: 10_000, burst: 10_000 },
    intake: { perSecond: 10_000, burst: 10_000 },
  },
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

export async function localRows(): Promise<readonly Row[]> {
  const began = performance.now();
  const cloud = await startLocalCloud({
    now: '2026-11-23T07:00:00Z',
    args: ['--overrides', JSON.stringify(LIFTED)],
  });
  const ready = (performance.now() - began) / 1000;
  try {
    const desk = new DeskClient(cloud.addresses);
    const post = (n: number) =>
      desk.post('/claims', aClaimBody({ claimant: { name: 'Анна', email: `a${n}@example.org` } }));
    await post(0);
    const jump = await seconds(() => desk.jump({ advance: 'P30D' }));
    let next = 1;
    const worker = async () => {
      while (next <= CLAIMS) {
        const n = next;
        next += 1;
        const { status } = await post(n);
        if (status !== 201) throw new Error(`claim ${n}: ${status}`);
      }
    };
    const load = await seconds(async () => {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
      await desk.untilLetter(`a${CLAIMS}@example.org`, () => true);
    });
    return [
      time('npm start to ready', ready, LOCAL_LIMITS.ready, { unit: 's' }),
      time('jump of 30 days', jump, LOCAL_LIMITS.jump, { unit: 's', note: 'one open claim' }),
      rate('claims with workflow and letter', CLAIMS / load, LOCAL_LIMITS.claims, {
        unit: 'per s',
        note: `${CLAIMS} claims, limits lifted`,
      }),
    ];
  } finally {
    await cloud.stop();
  }
}

export function clockRows(): readonly Row[] {
  const rounds = 2_000;
  for (let n = 0; n < 200; n += 1)
    explainDeadline(computeDeadline('ru-claim-30', '2026-12-07T10:15:00+03:00'), 'ru');
  const began = performance.now();
  for (let n = 0; n < rounds; n += 1)
    explainDeadline(computeDeadline('ru-claim-30', '2026-12-07T10:15:00+03:00'), 'ru');
  return [
    time('a legal deadline with its explanation', (performance.now() - began) / rounds, CLOCK_LIMIT, {
      unit: 'ms',
    }),
  ];
}
