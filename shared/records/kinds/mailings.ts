import { chunkBody, mailingBody, tallyBody } from '../../domain/mailings/mailing.ts';
import { defineKind } from './kind.ts';

/** Chain of what was told to many. */
export const NOTICES_CHAIN = 'notices';

/** What a mailing wants done at an instant (ISO): to be started, or looked after (G1). */
export const toTell = (at: string) => ({ group: 'notice', at, why: 'tell' }) as const;

/** Events of a mailing: who is told is settled; a chunk of them has been; all have. */
export const PEOPLE_FROZEN = 'people-frozen';
export const CHUNK_TOLD = 'chunk-told';
export const PEOPLE_TOLD = 'people-told';
/** Events of what an officer does with a mailing. */
export const MAILING_EVENTS = {
  pause: 'mailing-paused',
  resume: 'mailing-resumed',
  stop: 'mailing-stopped',
} as const;

/** Partition of everything about one mailing. */
export const mailingPartition = (mailing: string): string => `NOTICE#${mailing}`;
const numbered = (name: string, attempt: string, n: number): string =>
  `${name}#${attempt}#${String(n).padStart(6, '0')}`;

/** Which chunk of which try. */
export interface ChunkPlace {
  readonly mailing: string;
  readonly attempt: string;
  readonly n: number;
}

const ABOUT_NOBODY = {
  table: 'people',
  sealed: {},
  belongs: 'nobody',
  exported: { how: 'never', because: 'numbers of letters, and references; the letter itself is shown' },
  corrected: { how: 'never', because: 'it counts what was done' },
  destroyed: { how: 'never', because: 'proof that people were told' },
  kept: 'document',
  begins: 'endless',
} as const;

/** Telling many of something (P3): the intent, who is told, how it ended. */
export const mailingKind = /* @__PURE__ */ defineKind({
  ...ABOUT_NOBODY,
  name: 'mailing',
  key: (id: string) => ({ pk: mailingPartition(id), sk: 'NOTICE' }),
  body: mailingBody,
  formerly: ['policy-notice'],
  upgrades: [
    // A walk over the table that was under way goes on as a mailing: who has a letter is not written to again.
    ({ version, change, startsAt, told, doneAt }) => ({
      ...{ id: version, about: { is: 'policy-version', change, startsAt }, run: 0, told },
      ...(doneAt === undefined ? {} : { doneAt }),
    }),
  ],
  witnessed: {
    how: 'events',
    // Before that nobody has been taken down, nor told.
    chain: ({ frozen, doneAt, paused, stopped }) =>
      [frozen, doneAt, paused, stopped].every((one) => one === undefined) ? undefined : NOTICES_CHAIN,
    expected: ({ id, frozen, doneAt, paused, stopped }) => [
      ...(paused === undefined
        ? []
        : [{ type: MAILING_EVENTS.pause, data: { mailing: id, reason: paused.reason } }]),
      ...(stopped === undefined
        ? []
        : [{ type: MAILING_EVENTS.stop, data: { mailing: id, reason: stopped.reason } }]),
      ...(frozen === undefined
        ? []
        : [{ type: PEOPLE_FROZEN, data: { mailing: id, count: frozen.count, hash: frozen.hash } }]),
      ...(doneAt === undefined ? [] : [{ type: PEOPLE_TOLD, data: { version: id } }]),
    ],
  },
});

/** Who is told, some at a time: never changed. */
export const mailingChunkKind = /* @__PURE__ */ defineKind({
  ...ABOUT_NOBODY,
  name: 'mailing-chunk',
  key: ({ mailing, attempt, n }: ChunkPlace) => ({
    pk: mailingPartition(mailing),
    sk: numbered('CHUNK', attempt, n),
  }),
  body: chunkBody,
  witnessed: { how: 'no', because: 'its hash is part of that which the event of its mailing has' },
});

/** How far a chunk has come. */
export const mailingTallyKind = /* @__PURE__ */ defineKind({
  ...ABOUT_NOBODY,
  name: 'mailing-tally',
  key: ({ mailing, attempt, n }: ChunkPlace) => ({
    pk: mailingPartition(mailing),
    sk: numbered('TALLY', attempt, n),
  }),
  body: tallyBody,
  witnessed: {
    how: 'events',
    chain: ({ doneAt }) => (doneAt === undefined ? undefined : NOTICES_CHAIN),
    expected: ({ mailing, n, hash }) =>
      hash === undefined ? [] : [{ type: CHUNK_TOLD, data: { mailing, chunk: n, hash } }],
  },
});

/** Sort keys of the tallies of a try begin so. */
export const talliesOf = (attempt: string): string => `TALLY#${attempt}#`;
