import type { RecordDeps } from '../../shared/records/deps.ts';
import type { Remaining } from '../../shared/records/work-due.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What destroying needs. */
export interface ErasureDeps extends RecordDeps {
  readonly settings: Pick<
    RuntimeSettings,
    'deployment' | 'operator' | 'others' | 'processors' | 'language' | 'staff' | 'records'
  >;
  readonly newId: () => string;
}

/** The sweep also says what went wrong with one person and goes on with the next. */
export interface ErasureSweepDeps extends ErasureDeps {
  readonly remaining?: Remaining;
  /** Codes and ids only. */
  readonly report: (
    code: 'erasure-failed',
    about: { readonly case?: string; readonly detail: string },
  ) => void;
}
