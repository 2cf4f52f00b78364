import { BadSettings } from './load.ts';
import type { Settings } from './schema.ts';

const PLACES = {
  machine: () => "the developer's machine",
  aws: (settings: Settings) => `AWS ${settings.region}`,
  external: (settings: Settings) =>
    settings.records.kind === 'external' ? `${settings.records.endpoint} (${settings.records.country})` : '',
} as const;

/**
 * The residency rule at synth (L1; 152-FZ art. 18(5), since 1 Jul 2025). Returns a warning to print, or nothing when
 * there is nothing to say. Throws {@link BadSettings} when data of Russian citizens would be recorded first outside Russia
 * and nobody has answered for it.
 */
export function checkResidency(settings: Settings): string | undefined {
  const { russianCitizens, primary } = settings.residency;
  const { kind } = settings.records;
  if (!russianCitizens || kind === 'machine') return undefined;
  if (settings.records.kind === 'external' && settings.records.country === 'RU') return undefined;
  const place = PLACES[kind](settings);
  if (primary === undefined) {
    throw new BadSettings(
      `Settings "${settings.deployment}" collect data of Russian citizens (residency.russianCitizens) and record them in ${place}. ` +
        'Since 1 July 2025 the law forbids recording them abroad at collection (152-FZ art. 18(5)). ' +
        'Ways out: set "records" to an external DynamoDB-compatible service in Russia (country "RU"); or, if another database ' +
        'in Russia records them first, name it in residency.primary: database, place, decidedBy, decidedOn.',
    );
  }
  return (
    `Data of Russian citizens are recorded in ${place}. The settings say that they are recorded first in ` +
    `${primary.database} (${primary.place}); decided by ${primary.decidedBy} on ${primary.decidedOn}. Ask counsel.`
  );
}
