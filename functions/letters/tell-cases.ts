import { collectedIn } from '../../shared/domain/letters/digest.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import type { StopReason } from '../../shared/domain/letters/state.ts';
import { commitCase, readCase } from '../../shared/records/case-file.ts';
import { decideSurely, OVERTAKEN } from '../../shared/records/decide-again.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import type { Key } from '../../shared/records/port.ts';
import { givenUp, returned } from './case-news.ts';
import { settle } from './commit.ts';
import type { LetterDeps } from './deps.ts';
import { flagAddress } from './flag-address.ts';
import { readLetter } from './letter-file.ts';

/**
 * The digest of a day did not reach its reader: each case that it stood for is told, as if its own letter had come back
 * (K4, N4). Each in a commit of its own, and once – the task for staff is named after the digest –; then the digest wants
 * nothing more. Whoever dies in between goes on with the next sweep.
 */
export async function tellCases(key: Key, deps: LetterDeps): Promise<void> {
  const at = deps.now();
  const letter = await readLetter(deps.records, key, at);
  if (letter?.state.todo?.why !== 'tell') return;
  const { body } = letter.state;
  for (const reference of collectedIn(body)?.entries ?? []) await tellCase(reference, body, at, deps);
  await settle(letter, at, deps, (state) =>
    state.todo?.why === 'tell' ? { letter: { body: state.body } } : undefined,
  );
}

const tellCase = (
  reference: string,
  digest: LetterBody,
  at: number,
  deps: LetterDeps,
): Promise<'told' | 'already'> =>
  decideSurely(deps, {
    read: () => readCase(deps, reference, at),
    async decide(file) {
      const task = `returned-${digest.id}`;
      if (file === undefined || (await read(deps.records, letterKind, { reference, id: task }, at)))
        return 'already';
      const news = newsOf(file.state, { ...digest, reference }, at, () => task);
      const flags = takesNoMail(digest) ? await flagAddress({ ...digest, reference }, at, deps) : [];
      return (await commitCase(deps, file, news, at, flags)) === 'ok' ? 'told' : OVERTAKEN;
    },
  });

const newsOf = (
  state: Parameters<typeof returned>[0],
  digest: LetterBody,
  at: number,
  newId: () => string,
): ReturnType<typeof returned> =>
  digest.status === 'stopped'
    ? givenUp(state, digest, at, digest.stopReason as StopReason, newId)
    : returned(state, digest, at, digest.bounced ?? 'permanent', newId);

const takesNoMail = ({ bounced, stopReason }: LetterBody): boolean =>
  bounced === 'permanent' || stopReason === 'no-recipient';
