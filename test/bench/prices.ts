/** What claims, letters, registrations and consents cost at list prices, by the units that they were seen to take. */
import type { Operation } from './measure-units.ts';
import type { Metered } from './meter.ts';
import { count, type Row } from './rows.ts';

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
const REGISTRATION: readonly Operation[] = [
  'registration taken, with guards (network counter, idempotency)',
  'consent kept with a registration',
  'consent kept with a registration',
  'letter sent: confirmation of an address',
  'letter delivered: confirmation of an address',
  'address confirmed, with guards and two consents',
];
const CONSENT: readonly Operation[] = ['consent given, with guards (session, account, text, idempotency)'];
const WITHDRAWAL: readonly Operation[] = ['consent withdrawn, with guards (session, account, idempotency)'];
const CHECK: readonly Operation[] = ['check of a program by address'];

/** Prices that are not of a function's work: requests through the API, letters, transitions of a workflow. */
interface Beside {
  readonly http?: number;
  readonly mails?: number;
  readonly transitions?: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const costOf = ({ read, write, kms }: Metered): number =>
  read * PRICE.readUnit + write * PRICE.writeUnit + kms * PRICE.kmsCall + INVOCATION;
/** Dollars of a thousand, to the hundredth of a cent. */
const thousand = (dollars: number): number => Math.round(dollars * 10_000_000) / 10_000;

/** Rows of prices; nothing is held to them: the units they rest on are. */
export function priceRows(operations: Readonly<Record<Operation, Metered>>): readonly Row[] {
  const row = (
    what: string,
    way: readonly Operation[],
    { http = 0, mails = 0, transitions = 0 }: Beside,
    note: string,
  ): Row => {
    const beside = http * PRICE.httpCall + mails * PRICE.mail + transitions * PRICE.transition;
    const value = thousand(sum(way.map((name) => costOf(operations[name]))) + beside);
    return count(`price of 1,000 ${what}`, value, null, { unit: '$', note });
  };
  const claims = 'with two letters each, workflow, requests, Lambda (512 MB, 100 ms)';
  return [
    row('claims answered in time', CLAIM, { http: 4, mails: 2, transitions: 3 }, claims),
    row('letters', LETTER, { mails: 1 }, 'the mail itself is 0.1'),
    row(
      'registrations',
      REGISTRATION,
      { http: 4, mails: 1 },
      'with two consents each, the letter and its confirmation, guards, Lambda (512 MB, 100 ms)',
    ),
    row('consents given in the account', CONSENT, { http: 1 }, 'with guards'),
    row(
      'consents withdrawn in the account',
      WITHDRAWAL,
      { http: 1 },
      'with guards and the duty to destroy, whose settling comes later',
    ),
    row('checks by a program', CHECK, { http: 1 }, 'over HTTP; within a door it is the two reads'),
  ];
}
