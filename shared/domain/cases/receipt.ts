import { REGIME_ZONE } from '../../law/regimes.ts';
import { localDate } from '../../law/zones.ts';
import { type Refused, refuse } from '../result.ts';

/** First day of the first calendar year loaded by the program; papers before it are a typing error. */
const EARLIEST_RECEIPT = '2024-01-01';

/** What is wrong with a date on which a paper is said to have been received (K1). `at` in epoch ms. */
export function receiptFault(receivedOn: string, at: number): Refused | undefined {
  const today = localDate(at, REGIME_ZONE);
  if (receivedOn > today) return refuse('receipt-in-future', { field: 'receivedOn', data: { today } });
  if (receivedOn < EARLIEST_RECEIPT)
    return refuse('receipt-too-early', { field: 'receivedOn', data: { earliest: EARLIEST_RECEIPT } });
  return undefined;
}
