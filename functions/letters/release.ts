import { type Change, change } from '../../shared/domain/cases/change.ts';
import { letterEvent } from '../../shared/domain/cases/letters.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import { mayGo } from '../../shared/domain/letters/hold.ts';
import { isOvertaken } from '../../shared/domain/letters/overtaken.ts';
import {
  handedOver,
  isToRelease,
  type LetterState,
  released,
  stopped,
} from '../../shared/domain/letters/state.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { digestId, queueDigest } from '../../shared/letters/digests.ts';
import { heldNetworks } from '../../shared/records/held-letters.ts';
import { read } from '../../shared/records/kinds/kind.ts';
import { letterKind } from '../../shared/records/kinds/letters.ts';
import type { Key, Write } from '../../shared/records/port.ts';
import { noted } from './case-news.ts';
import { settle } from './commit.ts';
import type { LetterDeps } from './deps.ts';
import { readLetter } from './letter-file.ts';

/**
 * The hour of a held letter is over (T3). Overtaken by a decision it is dropped; while few wait it goes – counted among
 * the letters of its address as it is sent –; else it waits for a person, and the staff are told once a day. Each of the
 * three is one write under the letter's version, so a crash leaves the letter as it was, to be found by the next sweep.
 */
export async function releaseLetter(key: Key, deps: LetterDeps): Promise<void> {
  const at = deps.now();
  const letter = await readLetter(deps.records, key, at);
  if (letter === undefined || !isToRelease(letter.state, at)) return;
  await settle(letter, at, deps, async (state, file) => {
    if (!isToRelease(state, at)) return undefined;
    if (file !== undefined && isOvertaken(state.body, file.state, at)) {
      const next = stopped(state, 'case-decided', at);
      return {
        letter: next,
        change: noted('letter-stopped', next.body, { why: 'case-decided' })(file.state),
      };
    }
    const network = state.body.heldFor?.network ?? '';
    if (mayGo(network, await heldNetworks(deps.records, state.body)))
      return { letter: released(state, at), change: file && letGo(file.state, state) };
    // Who registers presses the button of the page; only letters of cases are the staff's to let go.
    return { letter: handedOver(state), more: file === undefined ? [] : await tellStaff(at, deps) };
  });
}

/** The case's letters are held no more. Nothing a revision would count: nobody has decided anything. */
function letGo({ body }: CaseState, letter: LetterState): Change {
  const { heldFor: _, ...rest } = body;
  return change(rest, { events: [letterEvent('letter-released', letter.body)] });
}

/** One letter a day, whatever waits: it is refused where it stands already. */
async function tellStaff(at: number, { records, settings }: LetterDeps): Promise<readonly Write[]> {
  const day = localDate(at, REGIME_ZONE);
  const told = await read(records, letterKind, { id: digestId('letters-held', day) }, at);
  return told === undefined ? [queueDigest('letters-held', day, settings.language, at)] : [];
}
