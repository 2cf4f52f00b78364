import type { CaseBody } from '../domain/cases/case.ts';
import { type CaseState, lacksOf } from '../domain/cases/type.ts';
import type { Language } from '../law/date-words.ts';
import { isDate } from '../law/dates.ts';
import { provisionalDeadline } from '../law/deadline.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { explainDeadline } from '../law/words.ts';
import { localDate } from '../law/zones.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { CaseFacts, Letterhead, ReceiptLine, StaffFacts } from './content.ts';

const encoded = encodeURIComponent;

/** Local date of receipt: paper carries a date, what came by wire an instant. */
const receivedOn = ({ receivedAt }: Pick<CaseBody, 'receivedAt'>): string =>
  isDate(receivedAt) ? receivedAt : localDate(Date.parse(receivedAt), REGIME_ZONE);

/** What a letter to the requester says of the case; how each clock was counted is told anew from its rule and start. */
export function caseFacts(body: CaseBody, language: Language): CaseFacts {
  return {
    ...receiptLine(body),
    clocks: body.clocks
      .filter((clock) => clock.state !== 'stopped')
      .map(({ rule, start }) => ({
        rule,
        explanation: explainDeadline(provisionalDeadline(rule, start), language),
      })),
  };
}

/** A line of the digest of receipts. */
export const receiptLine = (body: CaseBody): ReceiptLine => ({
  reference: body.reference,
  receivedOn: receivedOn(body),
  promised: body.dueOn,
});

/** What a letter to staff says of the case. */
export const staffFacts = (state: CaseState, settings: Pick<RuntimeSettings, 'baseUrl'>): StaffFacts => ({
  reference: state.body.reference,
  receivedOn: receivedOn(state.body),
  workBy: state.body.workBy,
  ends: state.body.dueAt ?? state.body.dueOn,
  lacks: lacksOf(state),
  deskUrl: deskUrl(settings, state.body.reference),
  ...(isDrill(state.body) ? { drill: true } : {}),
});

/** Only breaches are exercised. */
const isDrill = ({ own }: CaseBody<string, string, unknown>): boolean =>
  typeof own === 'object' && own !== null && 'drill' in own && own.drill === true;

/** The desk, or the page of a case on it. Links are made from the settings, never from a request (security.md). */
export const deskUrl = ({ baseUrl }: Pick<RuntimeSettings, 'baseUrl'>, reference?: string): string =>
  reference === undefined ? `${baseUrl}/desk` : `${baseUrl}/desk/cases/${encoded(reference)}`;

/** The page of a destruction on the desk, and the one by which the head of the company approves it (S3). */
export const erasureUrl = ({ baseUrl }: Pick<RuntimeSettings, 'baseUrl'>, reference: string): string =>
  `${baseUrl}/desk/erasures/${encoded(reference)}`;
export const actsUrl = ({ baseUrl }: Pick<RuntimeSettings, 'baseUrl'>): string => `${baseUrl}/desk/acts`;
export const approvalUrl = (
  { baseUrl }: Pick<RuntimeSettings, 'baseUrl'>,
  reference: string,
  token: string,
): string => `${baseUrl}/erasures/${encoded(reference)}?key=${encoded(token)}`;

/** Where the program publishes its public keys. */
export const keysUrl = ({ baseUrl }: Pick<RuntimeSettings, 'baseUrl'>): string =>
  `${baseUrl}/.well-known/jwks.json`;

/** The status page of a case behind its secret link (G8, G15). */
export const statusUrl = (
  { baseUrl }: Pick<RuntimeSettings, 'baseUrl'>,
  reference: string,
  token: string,
): string => `${baseUrl}/cases/${encoded(reference)}?key=${encoded(token)}`;

/** The page of an export behind its secret link (S6, G15). */
export const exportUrl = ({ baseUrl }: Pick<RuntimeSettings, 'baseUrl'>, token: string): string =>
  `${baseUrl}/exports/${encoded(token)}`;

/** The page on which somebody who holds data sees what is asked, and answers (X3). */
export const askUrl = (
  { baseUrl }: Pick<RuntimeSettings, 'baseUrl'>,
  reference: string,
  ask: string,
  token: string,
): string => `${baseUrl}/recipients/${encoded(reference)}/${encoded(ask)}?key=${encoded(token)}`;

/** What every letter carries. `at`: epoch ms of its writing. */
export const letterhead = (settings: RuntimeSettings, language: Language, at: number): Letterhead => ({
  language,
  date: localDate(at, REGIME_ZONE),
  operator: {
    name: settings.operator.name[language],
    postalAddress: settings.operator.postalAddress[language],
    email: settings.operator.email,
  },
});
