import { type Result, refuse } from '../../shared/domain/result.ts';
import { type ActDeps, type Acted, actOnConsent } from '../../shared/records/consent-acts.ts';
import { readUnsubscribe } from '../../shared/records/unsubscribe.ts';

/**
 * Withdraws the consent to promotional letters at once (C3, C5). Repeated, it is answered alike and leaves one event.
 * @param at epoch ms
 */
export async function unsubscribe(
  token: string,
  language: 'ru' | 'en',
  at: number,
  deps: ActDeps,
): Promise<Result<Acted>> {
  const person = await readUnsubscribe(deps, token, at);
  if (person === undefined) return refuse('link-invalid');
  return actOnConsent(
    deps,
    person,
    {
      ...{ act: 'withdraw', purpose: 'promotions', by: 'person', channel: 'web', form: 'unsubscribe' },
      language,
    },
    at,
  );
}
