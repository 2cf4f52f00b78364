import type { Hold } from '../letters/hold.ts';
import type { NewPersonEvent } from './events.ts';
import type { FirstLetter } from './first-letter.ts';
import type { Choice, PersonDetails, PersonProof, ProfileBody } from './person.ts';

/** A form that was taken (R1), with what the edge has proven and drawn for it. */
export interface Registration {
  readonly person: string;
  readonly language: 'ru' | 'en';
  /** Keyed look-up hash of the address under the current key, and those under all others. */
  readonly lookup: string;
  readonly lookups?: readonly string[];
  /** Version of the policy that was shown, and its hash. */
  readonly policy: { readonly version: string; readonly hash: string };
  readonly confirm: PersonProof;
  readonly handle: string;
  /** The address has an account already (R3). */
  readonly known: boolean;
  /** Why the letter is held back, if it is (T3). */
  readonly heldFor?: Hold | undefined;
}

/** The letter that proves the address, or tells its owner of the account: the record says which. */
const letterOf = (n: number, heldFor: Hold | undefined, at: string): FirstLetter => ({
  n,
  // A robot fills in the addresses of others: their letters wait, unless its "user" asks for one again.
  status: heldFor === undefined ? 'queued' : 'held',
  at,
  ...(heldFor === undefined ? {} : { heldFor }),
});

/** A person as a form makes one: nothing is proven yet. Nothing a stranger typed lands in anybody else's record. */
export function register(
  asked: Registration,
  at: string,
): { readonly body: Omit<ProfileBody, 'key' | 'sealed'>; readonly events: readonly NewPersonEvent[] } {
  const { person, language, lookup, lookups = [], policy, confirm, handle, known, heldFor } = asked;
  return {
    body: {
      person,
      state: 'unconfirmed',
      revision: 1,
      language,
      registeredAt: at,
      lookup,
      ...(lookups.length === 0 ? {} : { lookups: [...lookups] }),
      policy: { ...policy, at },
      confirm,
      handle,
      ...(known ? { known } : {}),
      letter: letterOf(1, heldFor, at),
    },
    // Alike for known and unknown addresses: the ledger tells a reader of it no more than the page tells a stranger.
    events: [{ type: 'registered', by: 'person', revision: 1, data: { policy: policy.version } }],
  };
}

/** Link and code are sent anew: all given before are void (G15, G16). */
export function sendAgain(
  body: ProfileBody,
  confirm: PersonProof,
  at: string,
): { readonly body: ProfileBody; readonly events: readonly NewPersonEvent[] } {
  const revision = body.revision + 1;
  return {
    body: {
      ...body,
      revision,
      confirm,
      // Another letter each time, also where it waits and carries the link of the one before.
      letter: letterOf((body.letter?.n ?? 0) + 1, undefined, at),
    },
    events: [{ type: 'confirm-sent', by: 'person', revision }],
  };
}

/** Keeps a choice until the address is proven; the last one for a purpose counts (C7). It is no event yet, so no revision either. */
export function keepChoice(body: ProfileBody, choice: Choice): ProfileBody {
  const others = (body.choices ?? []).filter(({ purpose }) => purpose !== choice.purpose);
  return { ...body, choices: [...others, choice] };
}

/**
 * The code came back in the browser that registered: the account is made of what was typed and chosen there (R1, R2).
 * Choices become events of the consent chain, which is the caller's part.
 */
export function confirmed(
  body: ProfileBody,
  at: string,
): { readonly body: ProfileBody; readonly events: readonly NewPersonEvent[] } {
  const proven = withoutForm(body);
  return {
    body: { ...proven, state: 'active', confirmedAt: at },
    events: [{ type: 'confirmed', by: 'person', revision: proven.revision }],
  };
}

/**
 * A registration whose address is proven, without what was only kept until then. Of the proof stays what tells that the
 * link has done its work; no code can be made of it any more.
 */
function withoutForm(body: ProfileBody): ProfileBody {
  const { choices: _, known: __, lookups: ___, confirm, ...kept } = body;
  return {
    ...kept,
    ...(confirm === undefined ? {} : { confirm: linkOnly(confirm) }),
    revision: body.revision + 1,
  };
}

const linkOnly = ({ nonce, generation, until }: PersonProof): PersonProof => ({ nonce, generation, until });

/**
 * The link of the letter was pressed, by whoever reads the mailbox: it proves the address and nothing else. Who typed the
 * form may be a stranger: consents kept with it are gone, it takes no further ones, and there is no account (R1, C7).
 */
export function addressProved(
  body: ProfileBody,
  at: string,
): { readonly body: ProfileBody; readonly events: readonly NewPersonEvent[] } {
  const proven = withoutForm(body);
  return {
    body: { ...proven, state: 'proved', provedAt: at },
    events: [{ type: 'address-proved', by: 'person', revision: proven.revision }],
  };
}

/** What the owner of a proven address says of herself: whatever was typed before her counts for nothing (R1). */
export interface OwnDetails extends Pick<PersonDetails, 'name' | 'phone' | 'organisation'> {
  readonly language: 'ru' | 'en';
  /** Version of the policy that was shown to her, and its hash. */
  readonly policy: { readonly version: string; readonly hash: string };
}

/** The owner of a proven address makes an account of it, with details and by a choice of her own (R1). */
export function finished(
  body: ProfileBody,
  email: string,
  { name, phone, organisation, language, policy }: OwnDetails,
  at: string,
): {
  readonly body: ProfileBody;
  readonly details: PersonDetails;
  readonly events: readonly NewPersonEvent[];
} {
  const revision = body.revision + 1;
  return {
    body: { ...body, state: 'active', revision, language, confirmedAt: at, policy: { ...policy, at } },
    details: {
      email,
      name,
      ...(phone === undefined ? {} : { phone }),
      ...(organisation === undefined ? {} : { organisation }),
    },
    events: [{ type: 'confirmed', by: 'person', revision, data: { policy: policy.version } }],
  };
}
