import type { Settings } from './schema.ts';

/** Settings from which a notice about a breach is filled in beforehand (B2), and which may be left out. */
const NOTICE_FACTS = ['inn', 'ogrn', 'legalAddress', 'phone', 'responsible'] as const;

/**
 * What notices about a breach will lack (B2). A breach has 24 hours: whoever writes its first notice then should not have to
 * look for the register number. Returns a sentence that names the settings, or nothing where all are there.
 */
export function missingInNotices({ operator }: Pick<Settings, 'operator'>): string | undefined {
  const missing = NOTICE_FACTS.filter((field) => operator[field] === undefined);
  if (missing.length === 0) return undefined;
  const names = missing.map((field) => `operator.${field}`).join(', ');
  return `Notices about a breach are filled in beforehand from the settings, which lack ${names}: within 24 hours of a breach an officer would have to type them.`;
}
