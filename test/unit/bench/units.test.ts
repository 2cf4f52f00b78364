import { beforeAll, describe, expect, test } from 'vitest';
import {
  CONSENT_UNITS,
  DESTRUCTION_RATIO,
  LIST_UNITS,
  REGISTRATION_GUARDS,
  REGISTRATION_UNITS,
  REQUEST_UNITS,
  UNIT_LIMITS,
} from '../../bench/budgets.ts';
import { meterDestruction } from '../../bench/measure-requests.ts';
import { type Metering, meterClaim, meterList, type Operation } from '../../bench/measure-units.ts';

const operations = Object.keys(UNIT_LIMITS) as Operation[];
let metering: Metering;
beforeAll(async () => {
  metering = await meterClaim();
});

describe('quality: request units do not grow', () => {
  test('they are those of a claim with a bit over 600 bytes of text', () => {
    expect(metering.typedBytes).toBeGreaterThan(600);
    expect(metering.typedBytes).toBeLessThan(700);
  });

  test.each(operations)('%s stays within its units', (operation) => {
    const { read, write } = metering.operations[operation];
    expect(write).toBeLessThanOrEqual(UNIT_LIMITS[operation].write);
    expect(read).toBeLessThanOrEqual(UNIT_LIMITS[operation].read);
  });

  test('a claim opened with its contact costs at most 13 units, whatever the limits say', () => {
    expect(UNIT_LIMITS['claim opened'].write).toBe(13);
  });

  test('R1, R2: registration and confirmation together cost at most 14 units, the counters of network and tries apart', () => {
    const { operations: of } = metering;
    expect(REGISTRATION_UNITS).toBe(14);
    expect(
      of['registration taken'].write + of['address confirmed'].write - REGISTRATION_GUARDS,
    ).toBeLessThanOrEqual(REGISTRATION_UNITS);
  });

  test.each(Object.entries(CONSENT_UNITS))(
    'C2, C4, C5: %s keeps its budget, whatever the limits say',
    (name, budget) => {
      const { read, write } = metering.operations[name as keyof typeof CONSENT_UNITS];
      expect(write).toBeLessThanOrEqual(budget.write);
      expect(read).toBeLessThanOrEqual(budget.read);
    },
  );

  test.each(Object.entries(REQUEST_UNITS))(
    'S2, S3: %s keeps its budget, whatever the limits say',
    (name, budget: { readonly write?: number; readonly read?: number }) => {
      const { read, write } = metering.operations[name as keyof typeof REQUEST_UNITS];
      expect(write).toBeLessThanOrEqual(budget.write ?? 2);
      expect(read).toBeLessThanOrEqual(budget.read ?? 4);
    },
  );

  test('S8: a destruction costs little more than deleting its records, in steps of one size; one that died goes on', async () => {
    const [few, many] = [await meterDestruction(200), await meterDestruction(400)];
    for (const { write, least } of [few, many]) expect(write / least).toBeLessThanOrEqual(DESTRUCTION_RATIO);
    expect(many.mostWrites).toBe(few.mostWrites);
    expect(many.mostWrites).toBeLessThanOrEqual(90);
  });

  test('C2: giving a consent costs two units with its guards too: the event, and its place in the index of days, are all that is written', () => {
    const guarded = 'consent given, with guards (session, account, text, idempotency)';
    expect(metering.operations[guarded]).toMatchObject({ write: 2, index: 1, kms: 0 });
  });

  test('the next 50 due of mixed kinds cost the same units with 400 and with 2,000 open cases, within six', async () => {
    const [small, large] = await meterList([400, 2000], 1);
    expect(large?.read).toBe(small?.read);
    expect(large?.read).toBeLessThanOrEqual(LIST_UNITS - 1);
  });
});
