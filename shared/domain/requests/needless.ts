import { type CarryCommand, isDoneAbout } from './carrying.ts';
import { mayExtend } from './extending.ts';
import { mandateInUse } from './mandate.ts';
import { type CarriedOut, partFacts } from './parts.ts';
import type { RequestBody } from './standing.ts';

/** What each act that carries out says was carried out. */
const CARRIED: { readonly [A in CarryCommand['act']]: CarriedOut } = {
  correct: 'corrected',
  stop: 'stopped',
  'end-consents': 'consents-withdrawn',
  unpublish: 'unpublished',
  destroy: 'destroyed',
  keep: 'kept',
  'make-lawful': 'made-lawful',
};

/**
 * Acts of the table that no part of this request has a use for, as it stands (D1): the desk offers what can be done, not all
 * that requests know. What is left may still be refused, with the reason.
 */
export function needlessActs(body: Pick<RequestBody, 'own' | 'clocks'>): readonly string[] {
  const { own, clocks } = body;
  const asked = own.parts.filter(({ state }) => state === 'asked');
  const duties = own.parts.filter(({ part }) =>
    clocks.some(({ id, state }) => state === 'running' && id.startsWith(`${part}.`)),
  );
  const live = [...asked, ...duties];
  const checked = asked.some(({ part }) => part === 'complaint');
  const uses: { readonly [act: string]: boolean } = {
    prove: own.proof.state !== 'proven',
    'end-mandate': mandateInUse(own) !== undefined,
    'take-on': own.mandate?.endedOn !== undefined && own.mandate.takenOnAt === undefined,
    'under-gdpr': !own.regimes.includes('gdpr'),
    'ask-more': own.proof.state !== 'proven',
    disclose: asked.some(({ part }) => part === 'access'),
    evidence: asked.some(({ part, evidenceOn }) => partFacts(part).evidence && evidenceOn === undefined),
    'find-lawful': checked,
    'find-unlawful': checked,
    lift: asked.some(({ part, lifted }) => partFacts(part).blocks === 'inaccuracy' && lifted === undefined),
    'block-instead': clocks.some(({ id, state }) => state === 'running' && id.endsWith('.destroy')),
    extend: own.parts.some(({ part }) => mayExtend(body, part)),
    'other-answered': (own.asks ?? []).some(({ answer }) => answer === undefined),
    'renew-link': own.disclosure !== undefined,
    'end-link': own.disclosure !== undefined && own.disclosure.ended === undefined,
    answer: asked.length > 0 || own.parts.some(({ state }) => state === 'done'),
    ...Object.fromEntries(
      Object.entries(CARRIED).map(([act, what]) => [act, live.some(({ part }) => isDoneAbout(what, part))]),
    ),
  };
  return Object.keys(uses).filter((act) => uses[act] === false);
}
