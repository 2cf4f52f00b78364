/** Request units of each operation, and what is due with many open cases. */
import {
  DESTRUCTION_RATIO,
  LIST_RATIO,
  LIST_UNITS,
  REGISTRATION_GUARDS,
  REGISTRATION_UNITS,
  UNIT_LIMITS,
} from './budgets.ts';
import { runBundled } from './bundled.ts';
import type { Destroying } from './measure-requests.ts';
import type { Listing, Metering, Operation } from './measure-units.ts';
import type { Metered } from './meter.ts';
import { priceRows } from './prices.ts';
import { count, type Row, time } from './rows.ts';

export async function unitRows(folder: string): Promise<readonly Row[]> {
  const metering = await runBundled<
    Metering & { readonly listings: readonly Listing[]; readonly destroying: Destroying }
  >(folder, 'units-run');
  const { typedBytes, operations, items, destroying, listings } = metering;
  const units = (Object.entries(operations) as [Operation, Metered][]).flatMap(
    ([name, { read, write, index, kms }]) => [
      count(`units, ${name}`, write, UNIT_LIMITS[name].write, {
        unit: 'WRU',
        note: `${index} of them indexes; ${kms} KMS${items[name] === undefined ? '' : `; ${items[name]}`}`,
      }),
      count(`units, ${name}, reads`, read, UNIT_LIMITS[name].read, { unit: 'RRU' }),
    ],
  );
  const [small, large] = listings;
  if (small === undefined || large === undefined) throw new Error('two listings are compared');
  return [
    count('units are of a claim of', typedBytes, null, { unit: 'bytes' }),
    ...units,
    count(
      'units, registration + confirmation',
      operations['registration taken'].write + operations['address confirmed'].write - REGISTRATION_GUARDS,
      REGISTRATION_UNITS,
      { unit: 'WRU', note: 'record, event, intent; address, account, event – guards are told above' },
    ),
    count(
      `destruction of ${destroying.records} records`,
      destroying.write / destroying.least,
      DESTRUCTION_RATIO,
      {
        unit: '×',
        note: `${destroying.write} WRU against ${destroying.least}; a step has ${destroying.mostWrites} writes at most, and one has died`,
      },
    ),
    count(`list of 50 due, ${large.open} open`, large.read, LIST_UNITS, {
      unit: 'RRU',
      note: `${small.read} with ${small.open}`,
    }),
    time(`list of 50 due, ${large.open} open : ${small.open} open`, large.ms / small.ms, LIST_RATIO, {
      unit: '×',
      note: `${large.ms.toFixed(2)} ms`,
    }),
    ...priceRows(operations),
  ];
}
