/** Request units of each operation, and what claims and letters cost by them at list prices. */
import { LIST_RATIO, NETWORK_COUNTER, REGISTRATION_UNITS, UNIT_LIMITS } from './budgets.ts';
import { runBundled } from './bundled.ts';
import type { Listing, Metering, Operation } from './measure-units.ts';
import type { Metered } from './meter.ts';
import { count, type Row, time } from './rows.ts';

/** Dollars at list prices of us-east-1, November 2026; European regions are up to a quarter dearer. */
const PRICE = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  kmsCall: 3e-6,
  transition: 25e-6,
  mail: 100e-6,
  httpCall: 1e-6,
  lambdaCall: 0.2e-6,
  lambdaGbSecond: 13.33e-6,
} as const;
/** An assumption: 512 MB for 100 ms each. */
const INVOCATION = PRICE.lambdaCall + 0.05 * PRICE.lambdaGbSecond;

/** Each is one invocation of a function. */
const LETTER: readonly Operation[] = ['letter sent: receipt', 'letter delivered: receipt'];
const CLAIM: readonly Operation[] = [
  'claim opened, with guards (network counter, idempotency)',
  'workflow started by the dispatcher',
  'workflow: first step',
  'workflow: wait entered, nothing due',
  ...LETTER,
  'status page',
  'case page of staff with its personal part',
  'claim answered',
  'workflow ended by the dispatcher',
  'letter sent: answer',
  'letter delivered: answer',
];
const CLAIM_TRANSITIONS = 3;
const CLAIM_REQUESTS = 4;

const costOf = ({ read, write, kms }: Metered): number =>
  read * PRICE.readUnit + write * PRICE.writeUnit + kms * PRICE.kmsCall + INVOCATION;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Dollars of a thousand, to the tenth of a cent. */
const thousand = (dollars: number): number => Math.round(dollars * 1_000_000) / 1000;

export async function unitRows(folder: string): Promise<readonly Row[]> {
  const metering = await runBundled<Metering & { readonly listings: readonly Listing[] }>(
    folder,
    'units-run',
  );
  const { typedBytes, operations, listings } = metering;
  const units = (Object.entries(operations) as [Operation, Metered][]).flatMap(
    ([name, { read, write, index, kms }]) => [
      count(`units, ${name}`, write, UNIT_LIMITS[name].write, {
        unit: 'WRU',
        note: `${index} of them indexes; ${kms} KMS`,
      }),
      count(`units, ${name}, reads`, read, UNIT_LIMITS[name].read, { unit: 'RRU' }),
    ],
  );
  const [small, large] = listings;
  if (small === undefined || large === undefined) throw new Error('two listings are compared');
  const priceOf = (way: readonly Operation[]) => sum(way.map((name) => costOf(operations[name])));
  const letter = priceOf(LETTER) + PRICE.mail;
  const claim =
    priceOf(CLAIM) + CLAIM_TRANSITIONS * PRICE.transition + CLAIM_REQUESTS * PRICE.httpCall + 2 * PRICE.mail;
  return [
    count('units are of a claim of', typedBytes, null, { unit: 'bytes' }),
    ...units,
    count(
      'units, registration + confirmation',
      operations['registration taken'].write + operations['address confirmed'].write - NETWORK_COUNTER,
      REGISTRATION_UNITS,
      { unit: 'WRU', note: 'record, event, intent; address, account, event – guards are told above' },
    ),
    count(`list of 50 due, ${large.open} open`, large.read, small.read, {
      unit: 'RRU',
      note: `as with ${small.open}`,
    }),
    time(`list of 50 due, ${large.open} open : ${small.open} open`, large.ms / small.ms, LIST_RATIO, {
      unit: '×',
      note: `${large.ms.toFixed(2)} ms`,
    }),
    count('price of 1,000 claims answered in time', thousand(claim), null, {
      unit: '$',
      note: 'with two letters each, workflow, requests, Lambda (512 MB, 100 ms)',
    }),
    count('price of 1,000 letters', thousand(letter), null, { unit: '$', note: 'the mail itself is 0.1' }),
  ];
}
