/** Request units of each operation, and what a thousand claims cost by them at list prices. */
import { UNIT_LIMITS } from './budgets.ts';
import { runBundled } from './bundled.ts';
import type { Listing, Metered, Metering } from './measure-units.ts';
import { count, type Row, time } from './rows.ts';

/** $ at list prices of us-east-1 (performance notes of the README): a million write units, read units; a thousand each of the rest. */
const PRICE = { write: 0.625e-6, read: 0.125e-6, kms: 3e-6, transition: 25e-6, mail: 0.1e-3, http: 1e-6 };

const cost = ({ read, write, kms }: Metered): number =>
  read * PRICE.read + write * PRICE.write + kms * PRICE.kms;

/** A claim answered in time without reminders: three transitions, two letters, two requests of the claimant's and ours. */
const CLAIM_TRANSITIONS = 3;
const CLAIM_LETTERS = 2;
const CLAIM_REQUESTS = 4;

export async function unitRows(folder: string): Promise<readonly Row[]> {
  const { typedBytes, operations, listings } = await runBundled<
    Metering & { readonly listings: readonly Listing[] }
  >(folder, 'units-run');
  const units = Object.entries(operations).map(([name, { read, write, kms }]) =>
    count(`units, ${name}`, write, UNIT_LIMITS[name] ?? null, {
      unit: 'WRU',
      note: `${read} RRU, ${kms} KMS`,
    }),
  );
  const [small, large] = listings;
  if (small === undefined || large === undefined) throw new Error('two listings are compared');
  const all = Object.values(operations).reduce((sum, one) => sum + cost(one), 0);
  const claim =
    all + CLAIM_TRANSITIONS * PRICE.transition + CLAIM_LETTERS * PRICE.mail + CLAIM_REQUESTS * PRICE.http;
  return [
    count('what the claimant typed', typedBytes, null, { unit: 'bytes' }),
    ...units,
    count(`list of 50 due, ${large.open} open`, large.read, small.read, {
      unit: 'RRU',
      note: `as with ${small.open}`,
    }),
    time(`list of 50 due, ${large.open} open against ${small.open}`, large.ms / small.ms, 1.2, { unit: '×' }),
    count('price of 1,000 claims answered in time', claim * 1000, null, {
      unit: '$',
      note: 'units, KMS, transitions, requests and letters at list prices, without Lambda',
    }),
    count('price of 1,000 letters', PRICE.mail * 1000, null, { unit: '$' }),
  ];
}
