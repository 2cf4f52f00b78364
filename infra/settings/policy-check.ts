import { checkTexts, disagreementText } from '../../shared/policy/check.ts';
import { BadSettings } from './load.ts';
import type { Settings } from './schema.ts';

/**
 * The policy rule at synth (P4): the built-in texts, filled in for these settings, must agree with the typed source.
 * Throws {@link BadSettings} that lists where they do not.
 */
export function checkPolicy(settings: Settings): void {
  const { baseUrl = 'https://api.example.com', sites, operator, retention, residency } = settings;
  const { russianCitizens } = residency;
  const found = checkTexts({ baseUrl, sites, operator, retention, residency: { russianCitizens } });
  if (found.length === 0) return;
  throw new BadSettings(
    `Texts of shared/policy/texts do not agree with the typed source in shared/policy (P4):\n${found
      .map((one) => `  ${disagreementText(one)}`)
      .join('\n')}`,
  );
}
