import * as z from 'zod/mini';
import { transfer } from '../../domain/transfers/transfer.ts';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

/** Beginning of the sort keys of a person's transfers. */
export const TRANSFERS = 'TRANSFER#';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Who got the data, as they were named that day, and what proves it, in the words of the officer. */
export const transferWords = z.object({ name: z.string(), evidence: z.string() });
export type TransferWords = z.infer<typeof transferWords>;

export const transferBody = z.extend(transfer, { sealed: bytes });
export type TransferBody = z.infer<typeof transferBody>;

/** Data of a person were handed to somebody else (X2): by it corrections and erasures reach who got them (X3). */
export const transferKind = /* @__PURE__ */ defineKind({
  name: 'transfer',
  table: 'people',
  key: ({ person, id }: { readonly person: string; readonly id: string }) => ({
    pk: personPartition(person),
    sk: TRANSFERS + id,
  }),
  body: transferBody,
  sealed: {
    sealed: {
      is: 'content',
      holds: 'name of a recipient, and what proves a transfer',
      under: { of: 'profile' },
      opens: transferWords,
    },
  },
  belongs: { person: { in: [PERSON], prefix: TRANSFERS } },
  exported: {
    how: 'shown',
    show: ({ recipient, fields, ground, on }, { sealed }) => ({
      recipient: sealed?.name ?? recipient,
      ...{ fields, ground, on, evidence: sealed?.evidence },
    }),
  },
  corrected: {
    how: 'never',
    because: 'it records what was handed over; a wrong entry is answered by another',
  },
  // Until all else is gone it says who is to be asked to erase.
  destroyed: { how: 'deleted', late: true },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: {
    how: 'events',
    chain: ({ person }) => person,
    expected: ({ id }) => [{ type: 'transfer-recorded', data: { transfer: id } }],
  },
});
