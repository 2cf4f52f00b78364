import type { ActState, DestructionBody } from '../domain/registration/destruction.ts';
import { REGIME_ZONE } from '../law/regimes.ts';
import { addWorkingDays } from '../law/working-days.ts';
import { addMonths, atHour, localDate } from '../law/zones.ts';
import type { Standing } from './kinds/kind.ts';
import type { Entry, Page, Records } from './port.ts';

/** Months that an act is kept (order 179, p. 8). */
const KEPT_MONTHS = 36;
const MORNING = 9;
/** Working days in which an act is to be signed; then the officers are told each day (issue 10). */
const SIGN_DAYS = 3;

/** Groups of the due index in which acts of destruction stand, by what is to be done with them. */
const GROUPS = { unsigned: 'unsigned-act', signed: 'signed-act' } as const satisfies Record<ActState, string>;

/** From when on an act itself is destroyed, ISO: three years after the destruction (order 179, p. 8). */
export const actKeptUntil = ({ at }: Pick<DestructionBody, 'at'>): string =>
  new Date(
    atHour(addMonths(localDate(Date.parse(at), REGIME_ZONE), KEPT_MONTHS), MORNING, REGIME_ZONE),
  ).toISOString();

/** Where an act stands: among the signed or the unsigned ones, and in the outbox for its own end. Its row: why, and the case. */
export function actStanding(body: Pick<DestructionBody, 'act' | 'at' | 'why' | 'case' | 'signed'>): Standing {
  const { act, at, why, case: reference = '', signed } = body;
  const row = [why, reference, signed?.on ?? ''].join(' ');
  return {
    todo: { group: 'erasure', why: 'expire', at: actKeptUntil(body) },
    due: { group: GROUPS[signed === undefined ? 'unsigned' : 'signed'], sort: `${at}#${act}`, row },
  };
}

/** An act as a list shows it: no personal data. */
export interface ActLine {
  readonly person: string;
  readonly act: string;
  /** ISO instant of the destruction. */
  readonly at: string;
  /** Code of the reason; empty in acts of an earlier release. */
  readonly why: string;
  readonly case?: string;
  readonly signedOn?: string;
}

function lineOf({ pk, sk, sort, row = '' }: Entry): ActLine {
  const [why = '', reference = '', signedOn = ''] = row.split(' ');
  return {
    ...{ person: pk.slice(pk.indexOf('#') + 1), act: sk.slice(sk.indexOf('#') + 1) },
    ...{ at: sort.slice(0, sort.indexOf('#')), why },
    ...(reference === '' ? {} : { case: reference }),
    ...(signedOn === '' ? {} : { signedOn }),
  };
}

/** A page of the acts in a state, earliest first. Throws `BadCursor`. */
export async function listActs(
  records: Records,
  state: ActState,
  { limit, cursor, upTo }: { readonly limit: number; readonly cursor?: string; readonly upTo?: string },
): Promise<Page<ActLine>> {
  const page = await records.listDue(GROUPS[state], {
    ...{ table: 'people', limit },
    ...(upTo === undefined ? {} : { upTo }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return { ...page, items: page.items.map(lineOf) };
}

/** Last local day on which an act must be signed: the third working day after the destruction. */
export const signBy = ({ at }: Pick<DestructionBody, 'at'>): string =>
  addWorkingDays(localDate(Date.parse(at), REGIME_ZONE), SIGN_DAYS);

/** Acts that nobody has signed though three working days are over by an instant (epoch ms), oldest first: at most `most`. */
export async function actsToSign(
  records: Records,
  at: number,
  most: number,
): Promise<{ readonly acts: readonly ActLine[]; readonly more: boolean }> {
  const upTo = `${new Date(at).toISOString()}#~`;
  const today = localDate(at, REGIME_ZONE);
  const { items } = await listActs(records, 'unsigned', { limit: most + 1, upTo });
  const late = items.filter((line) => signBy(line) < today);
  return { acts: late.slice(0, most), more: late.length > most };
}
