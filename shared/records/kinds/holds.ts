import { holdBody } from '../../domain/holds/hold.ts';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

/** Legal holds on a person's records (S8): one item, so that whatever destroys can demand that none was set meanwhile. */
export const legalHoldKind = /* @__PURE__ */ defineKind({
  name: 'legal-hold',
  table: 'people',
  key: (person: string) => ({ pk: personPartition(person), sk: 'HOLD' }),
  body: holdBody,
  sealed: {},
  belongs: { person: { in: [PERSON], prefix: 'HOLD' } },
  exported: {
    how: 'shown',
    // Of one that the article forbids to tell, nobody is told here either; nor who of the staff decided.
    show: ({ holds }) => {
      const shown = holds.filter(({ told, state }) => told && state === 'standing');
      return shown.length === 0
        ? {}
        : { holds: shown.map(({ article, until }) => `${article} – ${until}`).join('; ') };
    },
  },
  corrected: { how: 'never', because: 'it records a decision of two officers; another takes its place' },
  // One that stands keeps itself back (shared/records/holds.ts).
  destroyed: { how: 'deleted' },
  kept: 'legal-hold',
  begins: 'with-owner',
  witnessed: {
    how: 'events',
    chain: (body) => body.person,
    expected: ({ holds }) =>
      holds.map(({ id, state }) => ({
        type: state === 'standing' ? 'hold-approved' : 'hold-proposed',
        data: { hold: id },
      })),
  },
});
