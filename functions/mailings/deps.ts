import type { MailPort } from '../../shared/letters/mail-port.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import type { Remaining } from '../../shared/records/work-due.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

/** What the operations of mailings need. */
export interface MailingDeps extends RecordDeps {
  readonly settings: RuntimeSettings;
  readonly newId: () => string;
  /** Epoch ms: a step takes minutes, and each letter has its own instant. */
  readonly now: () => number;
}

/** What telling people needs beside. */
export interface SendDeps extends MailingDeps {
  readonly mail: MailPort;
  readonly sleep: (ms: number) => Promise<void>;
  readonly remaining: Remaining;
  /** 0 ≤ x < 1, to spread what was turned away together. */
  readonly random: () => number;
  /** Codes and ids only. */
  readonly report: (code: 'mailing-paused' | 'mailing-failed', about?: { readonly detail?: string }) => void;
}
