import { isPageOnly } from '../../api/spec.ts';
import type { Language } from '../../language.ts';
import type { RuntimeSettings } from '../../settings.ts';
import { answerOtherwise } from '../fallback.ts';
import { begin } from '../passage.ts';
import { HttpProblem } from '../problems.ts';
import type { House, Step } from './state.ts';

/**
 * First: what is known before any check, and which route is asked for. Answers what none takes (404, 405, preflight), and
 * who fetches ahead of any click.
 */
export const enter =
  ({ settings, which, specs, origins, wired, overtaken }: House): Step =>
  async ({ event, context, internal }) => {
    const passage = begin(event, settings.language, context.getRemainingTimeInMillis());
    passage.overtaken = overtaken();
    internal.passage = passage;
    const { path } = passage;
    const { method } = event.requestContext.http;
    const found = which({ method, path, by: event.routeKey });
    // Style and keys say nothing about anybody, and hold up no restoring.
    if (settings.restore === true && found?.route.spec.class !== 'asset') {
      if (found !== undefined) {
        passage.bound = found.route;
        passage.wantsPage ||= isPageOnly(found.route.spec);
      }
      throw restoring(settings.operator, passage.language);
    }
    if (found === undefined) {
      internal.answer = answerOtherwise({ method, path, headers: event.headers }, specs, origins);
      return;
    }
    const { spec } = found.route;
    passage.bound = found.route;
    passage.named = found.params;
    if (spec.class === 'asset') {
      // Style and keys say nothing about anybody: neither to whom they are shown, nor who fetches them ahead.
      passage.wantsPage = false;
      return;
    }
    if (wired !== undefined) internal.secrets = (await wired.deps()).secrets;
    if (isPageOnly(spec)) passage.wantsPage = true;
    // No success, so that the browser asks again when somebody looks.
    if (passage.ahead) internal.answer = { status: 204 };
  };

/** Seconds after which it makes sense to ask again. */
const RESTORED_AFTER = 900;

/** A copy is being put in order: nobody is let in before what was destroyed since is destroyed again (S8). */
const restoring = ({ postalAddress, email }: RuntimeSettings['operator'], language: Language): HttpProblem =>
  new HttpProblem('restoring', {
    headers: { 'retry-after': String(RESTORED_AFTER) },
    data: { postalAddress: postalAddress[language], email },
  });
