import type { CaseOpened } from '../api/opened.ts';
import { presentClock } from '../api/present-case.ts';
import type { CaseBody } from '../domain/cases/case.ts';
import { holdEnds } from '../domain/letters/hold.ts';
import type { Language } from '../law/date-words.ts';
import { linkToken } from '../records/links.ts';
import type { Secrets } from '../records/secrets.ts';
import type { RuntimeSettings } from '../settings.ts';

/** What opening a case is answered with (K1, S2, G8). Throws for a case without its link: nobody is shown one. */
export function presentOpened(
  body: CaseBody,
  language: Language,
  { secrets, settings }: { readonly secrets: Secrets; readonly settings: Pick<RuntimeSettings, 'baseUrl'> },
): CaseOpened {
  const { link, reference } = body;
  if (link === undefined) throw new Error('a case without its link');
  const key = linkToken(secrets, 'status', link);
  return {
    reference,
    status: body.status,
    receivedAt: body.receivedAt,
    dueOn: body.dueOn,
    clocks: body.clocks.map((clock) => presentClock(clock, language)),
    ...(body.heldFor && { held: { why: body.heldFor, until: holdEnds(body.openedAt) } }),
    statusUrl: `${settings.baseUrl}/cases/${reference}?key=${encodeURIComponent(key)}`,
  };
}
