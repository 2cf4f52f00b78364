import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import type { LinkVerdict } from '../../shared/records/links.ts';
import { type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import { checkChallenge, personOfToken } from '../../shared/records/person-proofs.ts';

/** The refusal of a link's verdict. What is wrong with it is told only to who holds the right one. */
export function refuseLink(verdict: Exclude<LinkVerdict, 'valid'>) {
  switch (verdict) {
    case 'expired':
      return refuse('link-expired');
    case 'used':
      return refuse('link-used');
    case 'invalid':
      return refuse('link-invalid');
  }
}

/** The registration that this browser began and nobody has confirmed yet. */
export async function registrationOf(
  challenge: string,
  at: number,
  deps: OperationDeps,
): Promise<Result<PersonFile>> {
  const person = personOfToken(challenge);
  const file = person === undefined ? undefined : await readPerson(deps, person, at);
  const verdict = file === undefined ? 'invalid' : checkChallenge(deps.secrets, challenge, file.body, at);
  if (verdict !== 'valid' || file === undefined) return refuseLink(verdict === 'valid' ? 'invalid' : verdict);
  return file.body.state === 'unconfirmed' ? accept(file) : refuse('link-used');
}
