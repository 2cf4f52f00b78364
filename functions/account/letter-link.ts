import type { PersonDecision } from '../../shared/domain/registration/address.ts';
import type { PersonProof, ProfileBody } from '../../shared/domain/registration/person.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { RecordDeps } from '../../shared/records/deps.ts';
import {
  answeredBefore,
  doneOnce,
  type IdempotentRequest,
  keyWrites,
} from '../../shared/records/idempotency.ts';
import type { LinkPurpose } from '../../shared/records/links.ts';
import { type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import { checkPersonLink, personOfToken } from '../../shared/records/person-proofs.ts';
import type { Write } from '../../shared/records/port.ts';

/**
 * The person whose link of a letter this is: the one proof of the record that `proofOf` names. What is wrong with a link
 * is told only to who holds the right one.
 */
export async function personOfLink(
  token: string,
  purpose: LinkPurpose,
  proofOf: (body: ProfileBody) => PersonProof | undefined,
  at: number,
  deps: RecordDeps,
): Promise<Result<PersonFile>> {
  const person = personOfToken(token);
  const file = person === undefined ? undefined : await readPerson(deps, person, at);
  const proof = file && proofOf(file.body);
  if (file === undefined || proof === undefined) return refuse('link-invalid');
  switch (checkPersonLink(deps.secrets, purpose, token, file.body.person, proof, at)) {
    case 'valid':
      return accept(file);
    case 'expired':
      return refuse('link-expired');
    case 'used':
      return refuse('link-used');
    case 'invalid':
      return refuse('link-invalid');
  }
}

/** The button of a letter's page as somebody presses it: the link's token, and the key of the form or program (G3). */
export interface Pressed {
  readonly token: string;
  /** In whose session, where the link works in no other. */
  readonly who?: string | undefined;
  readonly once?: IdempotentRequest | undefined;
}

/** A link that works once, as its own key: what it has done is remembered of this very token, and of no other. */
const linkAsKey = (purpose: LinkPurpose, { token, who }: Pressed): IdempotentRequest => ({
  ...{ route: `link ${purpose}`, key: token, body: {} },
  ...(who === undefined ? {} : { who }),
});

/**
 * A press of a link's button (G3): pressed again it gives the same answer, by its key and by the link itself – the record
 * has dropped the proof once it was used, and would call the right link wrong. Another link is `link-invalid` as ever.
 * @param act does it, with the writes that remember it in the same commit
 */
export const pressOnce = (
  pressed: Pressed,
  purpose: LinkPurpose,
  at: number,
  deps: RecordDeps,
  act: (writes: readonly Write[]) => Promise<Result<undefined>>,
): Promise<Result<undefined>> =>
  doneOnce(
    pressed.once,
    at,
    deps,
    () => undefined,
    async () => {
      const keys = [linkAsKey(purpose, pressed), pressed.once];
      const done = await act(keys.flatMap((key) => keyWrites(deps.secrets, key, { done: true }, at)));
      return done.ok || !(await wasPressed(pressed, purpose, at, deps)) ? done : accept(undefined);
    },
  );

/** Whether this very link has done its work not long ago (the life of a key, G3). */
const wasPressed = async (pressed: Pressed, purpose: LinkPurpose, at: number, deps: RecordDeps) =>
  (await answeredBefore(linkAsKey(purpose, pressed), at, deps))?.ok === true;

/** What the page of a link shows: of one that has done its work, that it has (`link-used`); nothing changes by looking (G2). */
export async function lookAtLink(
  found: Result<PersonFile>,
  pressed: Pressed,
  purpose: LinkPurpose,
  at: number,
  deps: RecordDeps,
): Promise<Result<PersonFile>> {
  if (found.ok || found.refusal.code !== 'link-invalid') return found;
  return (await wasPressed(pressed, purpose, at, deps)) ? refuse('link-used') : found;
}

/** A decision as a result: none where the record has moved on meanwhile. */
export const decided = (made: PersonDecision | undefined): Result<PersonDecision> =>
  made === undefined ? refuse('link-invalid') : accept(made);
