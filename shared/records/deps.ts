import type { CaseTypes } from '../domain/cases/kinds.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { Records } from './port.ts';
import type { Wrapper } from './sealing.ts';
import type { RandomBytes, Secrets } from './secrets.ts';

/** What telling the ledger, keys of idempotency and codes need. */
export interface LedgerDeps {
  readonly records: Records;
  readonly secrets: Secrets;
}

/** What opening sealed data needs: also the records, in which it stands what may not be used. */
export interface OpenDeps {
  readonly records: Records;
  readonly wrapper: Wrapper;
}

/** Records of everything: what reading and changing cases and people needs. */
export interface RecordDeps extends LedgerDeps, OpenDeps {
  /** Kinds of case that there are; those of the product if not said. */
  readonly types?: CaseTypes;
}

/** What an operation that people ask for needs, whatever it is about. */
export interface OperationDeps extends RecordDeps {
  readonly settings: RuntimeSettings;
  readonly random: RandomBytes;
}

/** What an operation of staff needs: its reasons, notes and letters get ids. */
export interface StaffDeps extends RecordDeps {
  readonly newId: () => string;
}
