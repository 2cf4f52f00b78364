import type { LetterBody } from '../cases/letter.ts';
import type { NewPersonEvent } from './events.ts';
import type { Choice, PersonProof, ProfileBody } from './person.ts';

/** A form that was taken (R1), with what the edge has proven and drawn for it. */
export interface Registration {
  readonly person: string;
  readonly language: 'ru' | 'en';
  /** Keyed look-up hash of the address. */
  readonly lookup: string;
  /** Version of the policy that was shown, and its hash. */
  readonly policy: { readonly version: string; readonly hash: string };
  readonly confirm: PersonProof;
  readonly handle: string;
  /** The address has an account already (R3). */
  readonly known: boolean;
  /** The form has the marks of a bot (T3). */
  readonly marked: boolean;
}

/** Id of a letter that lies in the profile; each sending anew is another letter. */
const firstLetterId = (generation: number): string => `first${generation}`;

/** A person's first letter: the address is to be proven, or its owner told that an account exists (R2, R3, G7). */
function firstLetter(
  { person, language, known, marked, confirm }: Omit<Registration, 'lookup' | 'policy' | 'handle'>,
  at: string,
): LetterBody {
  return {
    id: firstLetterId(confirm.generation),
    person,
    kind: known ? 'account-exists' : 'registration-confirm',
    to: 'owner',
    language,
    channel: 'mail',
    // A bot fills in the addresses of others: nothing is sent for it, unless its "user" asks for the letter again.
    status: marked ? 'held' : 'queued',
    at,
    // A code or a link twice does no harm; it can be asked for again, so it need not come twice either.
    delivery: 'at-most-once',
    attempts: [],
  };
}

/** A person as a form makes one: nothing is proven yet. Nothing a stranger typed lands in anybody else's record. */
export function register(
  asked: Registration,
  at: string,
): { readonly body: Omit<ProfileBody, 'key' | 'sealed'>; readonly events: readonly NewPersonEvent[] } {
  const { person, language, lookup, policy, confirm, handle, known } = asked;
  return {
    body: {
      person,
      state: 'unconfirmed',
      revision: 1,
      language,
      registeredAt: at,
      lookup,
      policy: { ...policy, at },
      confirm,
      handle,
      ...(known ? { known } : {}),
      letter: firstLetter(asked, at),
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
  const { person, language, known = false } = body;
  return {
    body: {
      ...body,
      revision,
      confirm,
      letter: firstLetter({ person, language, known, marked: false, confirm }, at),
    },
    events: [{ type: 'confirm-sent', by: 'person', revision }],
  };
}

/** Keeps a choice until the address is proven; the last one for a purpose counts (C7). It is no event yet, so no revision either. */
export function keepChoice(body: ProfileBody, choice: Choice): ProfileBody {
  const others = (body.choices ?? []).filter(({ purpose }) => purpose !== choice.purpose);
  return { ...body, choices: [...others, choice] };
}

/** The address is proven: the account is made (R1, R2). Choices become events of the consent chain, which is the caller's part. */
export function confirmed(
  body: ProfileBody,
  at: string,
): { readonly body: ProfileBody; readonly events: readonly NewPersonEvent[] } {
  const { choices: _, known: __, ...kept } = body;
  const revision = body.revision + 1;
  return {
    body: { ...kept, state: 'active', revision, confirmedAt: at },
    events: [{ type: 'confirmed', by: 'person', revision }],
  };
}
