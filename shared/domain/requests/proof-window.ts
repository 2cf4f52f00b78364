import { addDays } from '../../law/dates.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { isoInstant, startOfDay } from '../../law/zones.ts';

/** Days from the receipt in which it can be proven who asks (S4); a new code may be asked for at any time in them. */
export const PROOF_DAYS = 10;
const DAY_MS = 86_400_000;

/** First instant at which it cannot be proven any more who asked, ISO: of what came on a day, the end of the tenth after it. */
export const proofEnds = ({ receivedAt }: { readonly receivedAt: string }): string =>
  receivedAt.length === 'YYYY-MM-DD'.length
    ? isoInstant(startOfDay(addDays(receivedAt, PROOF_DAYS + 1), REGIME_ZONE))
    : new Date(Date.parse(receivedAt) + PROOF_DAYS * DAY_MS).toISOString();
