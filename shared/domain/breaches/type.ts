import type { CaseBody } from '../cases/case.ts';
import { caseType } from '../cases/type.ts';
import { BREACH_ACTS } from './acts.ts';
import { BREACH_CLOCKS } from './clocks.ts';
import { BREACH_EVENTS } from './events.ts';
import { breachOwn } from './own.ts';
import { type BreachBody, standingOf } from './standing.ts';
import { BREACH_STATUSES, type BreachStatus } from './statuses.ts';
import { BREACH_TYPED } from './typed.ts';

/** Acts that leave a breach where it is. */
const stay = <S extends BreachStatus>(status: S) => ({
  assign: status,
  substitute: status,
  note: status,
  draft: status,
  supplement: status,
});

/**
 * A breach (B1–B5): nobody has asked, so nobody is answered; what is owed are duties to authorities and to the people. Its
 * state is made of them (standing.ts).
 */
export const BREACH = /* @__PURE__ */ (() =>
  caseType({
    kind: 'breach',
    statuses: BREACH_STATUSES,
    transitions: {
      open: {
        ...stay('open'),
        hold: 'open',
        resume: 'open',
        file: ['open', 'ready'],
        decline: ['open', 'ready'],
        told: ['open', 'ready'],
        detection: ['open', 'ready'],
        conclude: 'closed',
      },
      ready: { ...stay('ready'), detection: ['ready', 'open'], conclude: 'closed' },
      closed: { note: 'closed', supplement: 'closed' },
    },
    own: breachOwn,
    typed: BREACH_TYPED,
    clocks: BREACH_CLOCKS,
    acts: BREACH_ACTS,
    events: BREACH_EVENTS,
    // Bodies are of this kind where this is called: the machine finds the type by it.
    standing: (body: CaseBody) => standingOf(body as BreachBody),
    letters: {},
  }))();
