import type { OutboxGroup } from '../../shared/names.ts';
import type { HandOn } from '../../shared/outbox/hand-on.ts';
import type { Records } from '../../shared/records/port.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the reader of the outbox needs: it sees keys, and no more of any record. */
export interface OutboxDeps {
  readonly records: Pick<Records, 'listTodo'>;
  readonly handOn: HandOn;
  readonly settings: Pick<RuntimeSettings, 'outbox'>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A sweep has handed on all that is due. */
  readonly swept: () => void;
  /** A group was not handed on; it is tried again. */
  readonly report: (code: 'hand-on-failed', about: { readonly group: OutboxGroup }) => void;
}
