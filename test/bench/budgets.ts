/** Limits that `npm run bench` and the unit tests hold. Each is the product's budget or says why it is another. */
import type { DoorName } from '../../shared/names.ts';

/** Kilobytes of 1,024 bytes, minified. The product's budget for a door with DynamoDB, KMS and pages is 350. */
export const BUNDLE_LIMITS: Readonly<
  Record<DoorName, { readonly kilobytes: number; readonly why?: string }>
> = {
  'site-public': { kilobytes: 150 },
  'claims-public': { kilobytes: 350 },
  'claims-desk': { kilobytes: 450 },
  'cases-public': { kilobytes: 390 },
  'cases-task': { kilobytes: 275 },
  'desk-desk': { kilobytes: 480 },
  'desk-task': { kilobytes: 275 },
  'outbox-task': { kilobytes: 250 },
  'letters-task': { kilobytes: 415 },
  'ledger-task': { kilobytes: 240 },
};
