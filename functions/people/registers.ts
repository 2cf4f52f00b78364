import type { ConsentLine } from '../../shared/api/people.ts';
import type { ProcessingLine } from '../../shared/api/registers.ts';
import { csv } from '../../shared/csv.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';

/** A register's page as it leaves. */
export type RegisterView =
  | {
      readonly register: 'processing';
      readonly items: readonly ProcessingLine[];
      readonly cursor: string | null;
    }
  | { readonly register: 'consents'; readonly items: readonly ConsentLine[]; readonly cursor: string | null };

const CONSENT_COLUMNS = [
  ...([
    'person',
    'n',
    'event',
    'at',
    'type',
    'purpose',
    'field',
    'conditions',
    'ended',
    'text',
    'hash',
  ] as const),
  ...([
    'language',
    'channel',
    'form',
    'effective',
    'until',
    'by',
    'reason',
    'block',
    'scope',
    'case',
  ] as const),
] satisfies readonly (keyof ConsentLine)[];

const PROCESSING_COLUMNS = {
  purpose: ({ purpose }) => purpose,
  name: ({ name }) => name,
  explanation: ({ explanation }) => explanation,
  ground: ({ ground }) => ground,
  articles: ({ articles }) => articles.join('; '),
  data: ({ data }) => data.join('; '),
  validity: ({ validity }) => validity,
  kept: ({ retention }) => `${retention.what}: ${retention.term} (${retention.from})`,
  keptBecause: ({ retention }) => retention.ground,
  recipients: ({ recipients }) => recipients.join('; '),
  onWithdrawal: ({ onWithdrawal }) => onWithdrawal,
  clocks: ({ clocks }) => clocks.map(({ article, length }) => `${article}: ${length}`).join('; '),
} satisfies Record<string, (line: ProcessingLine) => string>;

/** The page of a register as CSV, safe to open in a spreadsheet (A2). */
export function registerCsv(view: RegisterView): string {
  if (view.register === 'consents')
    return csv(
      CONSENT_COLUMNS,
      view.items.map((line) => CONSENT_COLUMNS.map((column) => line[column] ?? '')),
    );
  return csv(
    Object.keys(PROCESSING_COLUMNS),
    view.items.map((line) => Object.values(PROCESSING_COLUMNS).map((of) => of(line))),
  );
}

/** Name of the file, with the day in Moscow. */
export const registerFile = (name: RegisterView['register'], at: number): string =>
  `${name}-${localDate(at, REGIME_ZONE)}.csv`;
