import type { CaseOpened } from '../../shared/api/opened.ts';
import type { StaffRequest } from '../../shared/api/requests.ts';
import type { Role } from '../../shared/api/spec.ts';
import { partsAsked } from '../../shared/domain/requests/asked.ts';
import type { PartKind } from '../../shared/domain/requests/parts.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { Language } from '../../shared/language.ts';
import { accountOf } from '../../shared/records/account-of.ts';
import type { IdempotentRequest } from '../../shared/records/idempotency.ts';
import { datesOf, lettersIn, type Substance, typedOf } from './asked.ts';
import { type IncomingRequest, type TakingDeps, takeRequest } from './open-request.ts';

/** A request that staff enter. */
export interface Entering {
  readonly body: StaffRequest;
  readonly sub: string;
  readonly role: Role;
  readonly language: Language;
  readonly once?: IdempotentRequest;
}

/** What an authority's allegation asks for, beside the information that it is given (S4). */
const ALLEGED = { inaccuracy: 'correction', 'unlawful-use': 'complaint' } as const;

/**
 * Enters what came by mail, on paper, by phone or at the counter (S2, S3): it has its own date of receipt. It is proven at
 * once where an officer has seen a document, and where the authority is on the deployment's own list – never by what its
 * letter says.
 */
export async function enterRequest(
  { body, sub, role, language, once }: Entering,
  at: number,
  deps: TakingDeps,
): Promise<Result<CaseOpened>> {
  const substance = substanceOf(body);
  if (!substance.ok) return substance;
  const proof = proofOf(body, role, deps);
  const person =
    proof === 'document' ? (await accountOf(deps, substance.value.email, at))?.person : undefined;
  const taken = await takeRequest(
    {
      substance: substance.value,
      channel: body.channel,
      gdpr: body.gdpr === true,
      receivedOn: body.receivedOn,
      actor: `staff:${sub}`,
      marked: false,
      answerIn: language,
      ...(proof === undefined ? {} : { proof }),
      ...(person === undefined ? {} : { person }),
      ...(once === undefined ? {} : { once }),
    },
    at,
    deps,
  );
  if (!taken.ok) return taken;
  const { challenge: _, ...opened } = taken.value;
  return accept(opened);
}

function proofOf(
  { requester, document, authority }: StaffRequest,
  role: Role,
  { settings }: TakingDeps,
): IncomingRequest['proof'] {
  switch (requester) {
    case 'operator':
      return 'not-needed';
    case 'authority':
      return isListed(authority?.name ?? '', settings.authorities ?? []) ? 'list' : undefined;
    case 'user':
      return document !== undefined && role === 'officer' ? 'document' : undefined;
    case 'representative':
      return undefined;
  }
}

const isListed = (name: string, list: readonly string[]): boolean =>
  list.some((one) => one.toLocaleLowerCase('ru') === name.trim().toLocaleLowerCase('ru'));

interface Party {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly postalAddress?: string | undefined;
}
const contactOf = ({ name = '', email, postalAddress }: Party) => ({
  name,
  ...(email === undefined ? {} : { email }),
  ...(postalAddress === undefined ? {} : { postalAddress }),
});

function substanceOf(body: StaffRequest): Result<Substance> {
  const { kinds, objections, requester, about, representative, authority, document, language } = body;
  const typed = typedOf(body);
  if (!typed.ok) return typed;
  if (requester === 'representative' && representative === undefined)
    return refuse('mandate-needed', { field: 'representative' });
  if (requester === 'authority' && authority === undefined)
    return refuse('authority-needed', { field: 'authority.name' });
  if (requester !== 'operator' && requester !== 'authority' && about === undefined)
    return refuse('address-required', { field: 'about.email' });
  const writes =
    requester === 'representative' ? representative : requester === 'authority' ? authority : about;
  if (requester !== 'operator' && writes?.email === undefined && writes?.postalAddress === undefined)
    return refuse('address-required', { field: `${requester === 'user' ? 'about' : requester}.email` });
  const { kind, number, issuedOn, validUntil } = representative?.authority ?? {};
  if (kind === 'power' && number === undefined)
    return refuse('mandate-unnumbered', { field: 'representative.authority.number' });
  const alleged: readonly PartKind[] = authority?.alleges === undefined ? [] : [ALLEGED[authority.alleges]];
  const seen = document && `${document.type}, ${document.issuer}, ${document.issuedOn}`;
  return accept({
    by: requester === 'user' ? 'subject' : requester,
    parts: [...new Set([...partsAsked(kinds, objections), ...alleged])],
    personal: {
      ...(writes === undefined || requester === 'operator' ? {} : { contact: contactOf(writes) }),
      ...(about === undefined || requester === 'user' ? {} : { about: contactOf(about) }),
      typed: {
        ...typed.value,
        ...(number === undefined ? {} : { mandateNumber: number }),
        ...(authority === undefined
          ? {}
          : { authority: authority.name, letterNumber: authority.letterNumber }),
        ...(seen === undefined ? {} : { documentSeen: seen }),
      },
    },
    ...(kind === undefined ? {} : { mandate: { kind, ...datesOf({ issuedOn, validUntil }) } }),
    language: lettersIn(language),
    ...(about?.email === undefined ? {} : { email: about.email }),
  });
}
