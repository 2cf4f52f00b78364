import { REQUEST_VIEW } from '../../shared/api/kinds/request.ts';
import type { CaseOpened } from '../../shared/api/opened.ts';
import type { OwnRequest, OwnRequests } from '../../shared/api/requests.ts';
import { GRAVE_PARTS, partsAsked } from '../../shared/domain/requests/asked.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { askFreshCodes, type FreshCodes, useFreshCodes } from '../../shared/identity/fresh-codes.ts';
import type { Language } from '../../shared/language.ts';
import { caseFile } from '../../shared/records/case-file.ts';
import type { IdempotentRequest } from '../../shared/records/idempotency.ts';
import { caseKind } from '../../shared/records/kinds/cases.ts';
import { keyFor } from '../../shared/records/kinds/kind.ts';
import { casesOwnedBy } from '../../shared/records/own-cases.ts';
import { openDetails, ownFile } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { presentOpened } from '../../shared/views/opened-case.ts';
import { typedOf } from './asked.ts';
import { type TakingDeps, takeRequest } from './open-request.ts';

/** Somebody who is signed in, and the request's own key (G3). */
interface Own {
  readonly person: string;
  readonly language: Language;
  readonly once?: IdempotentRequest;
}

/** The requests of who is signed in, the newest first, each with the reasons of what was refused (S6). */
export async function ownRequestsOf(
  { person, language }: Own,
  at: number,
  deps: TakingDeps,
): Promise<Result<OwnRequests>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const keys = (await casesOwnedBy(deps.records, person)).map((reference) => keyFor(caseKind, reference));
  const items = keys.length === 0 ? [] : await deps.records.getMany(keys, at);
  const requests = items.flatMap((item) => {
    const body = item === undefined ? undefined : caseFile(item, deps).state.body;
    if (body?.kind !== 'request') return [];
    const { reference, status, receivedAt, dueOn, statusUrl } = presentOpened(body, language, deps);
    const { parts } = REQUEST_VIEW.own(body) as unknown as Pick<OwnRequests['requests'][number], 'parts'>;
    return [{ reference, status, receivedAt, dueOn, parts, statusUrl }];
  });
  return accept({ requests: requests.toSorted((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1)) });
}

/** Sends fresh codes for a request (S3, R5). */
export const askRequestCodes = (
  { person, once }: Own,
  at: number,
  deps: TakingDeps,
): Promise<Result<FreshCodes>> => askFreshCodes(() => ownFile(person, at, deps), 'request', once, at, deps);

/**
 * Takes a request of who is signed in (S3): it is theirs at once. What discloses or destroys takes a fresh code; what nobody
 * has to decide is done in the same write.
 */
export async function takeOwnRequest(
  { person, language, once, body }: Own & { readonly body: OwnRequest },
  at: number,
  deps: TakingDeps,
): Promise<Result<CaseOpened>> {
  const file = await ownFile(person, at, deps);
  if (!file.ok) return file;
  const typed = typedOf(body);
  if (!typed.ok) return typed;
  const parts = partsAsked(body.kinds, body.objections);
  const { name, email } = await openDetails(deps, file.value.body, 'own-view', at);
  const incoming = {
    substance: {
      by: 'subject',
      parts,
      personal: { contact: { name, email }, typed: typed.value },
      language: file.value.body.language,
      email,
    },
    channel: 'web',
    actor: 'requester',
    proof: 'session',
    person,
    marked: false,
    answerIn: language,
    ...(once === undefined ? {} : { once }),
  } as const;
  const codes = async (): Promise<Result<readonly Write[]>> => {
    if (!parts.some((part) => GRAVE_PARTS.includes(part))) return accept([]);
    const { challenge, code, oldChallenge, oldCode } = body;
    if (challenge === undefined || code === undefined) return refuse('code-needed', { field: 'code' });
    const brought = { challenge, code, oldChallenge, oldCode };
    return useFreshCodes(file.value, 'request', brought, at, deps);
  };
  const taken = await takeRequest(incoming, at, deps, codes);
  if (!taken.ok) return taken;
  const { challenge: _, ...opened } = taken.value;
  return accept(opened);
}
