import type { ReleaseRequest } from '../../shared/api/people.ts';
import {
  type ReleaseReason,
  releaseHold,
  releaseReasonOf,
} from '../../shared/domain/registration/release.ts';
import { accept, type Result, refuse } from '../../shared/domain/result.ts';
import { answeredBefore, type IdempotentRequest, keyWrites } from '../../shared/records/idempotency.ts';
import { textHash } from '../../shared/records/ledger.ts';
import { openPerson } from '../../shared/records/open-person.ts';
import { commitPerson, type PersonFile, readPerson } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import type { ReadDeps } from '../../shared/records/record-read.ts';

/** A release as an officer asks for it. */
export interface AskedRelease {
  readonly person: string;
  readonly request: ReleaseRequest;
  /** OIDC subject. */
  readonly sub: string;
  readonly once?: IdempotentRequest;
}

/** What has been released: the revision of the record after it. */
type Released = Result<{ readonly revision: number }>;

/** How often is read and decided anew when others change the same record at the same instant. */
const TRIES = 5;

/**
 * Releases the hold after a change of address (R5): the record, its event, the sealed words of the reason, the letters to
 * both addresses and the key in one transaction (G1, G3, G17). Refusals: `unknown-person`, `stale-revision`,
 * `nothing-held`, `idempotency-mismatch`, `busy`.
 * @param at epoch ms
 */
export async function releasePersonHold(asked: AskedRelease, at: number, deps: ReadDeps): Promise<Released> {
  const replayed = await replay(asked, at, deps);
  if (replayed !== undefined) return replayed;
  const { person, request, sub, once } = asked;
  const { code, text } = releaseReasonOf(request.reason);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const file = await readPerson(deps, person, at);
    if (file === undefined) return refuse('unknown-person');
    const { revision } = file.body;
    if (revision !== request.revision)
      // The same request may have come twice at once, and the other one has moved the record (G3).
      return (await replay(asked, at, deps)) ?? refuse('stale-revision', { data: { revision } });
    const words = await wordsOf(text, file, deps);
    const releasing = { by: `staff:${sub}` as const, code, ...words.named, newId: deps.newId };
    const made = releaseHold(file.body, releasing, new Date(at).toISOString());
    if (!made.ok) return made;
    const after = { revision: made.value.body.revision };
    const writes = [...words.writes, ...keyWrites(deps.secrets, once, after, at)];
    if ((await commitPerson(deps, file, made.value, at, { writes })) === 'ok') return accept(after);
  }
  return refuse('busy');
}

/** The answer of a request that was answered before (G3). */
async function replay({ once }: AskedRelease, at: number, deps: ReadDeps): Promise<Released | undefined> {
  const before = await answeredBefore(once, at, deps);
  return before?.ok ? accept({ revision: Number(before.value['revision']) }) : before;
}

/** The officer's own words: sealed beside the record; the event names them and has their keyed hash (G17). */
async function wordsOf(text: ReleaseReason['text'], { body }: PersonFile, deps: ReadDeps) {
  if (text === undefined) return { named: {}, writes: [] as readonly Write[] };
  const id = deps.newId();
  const opened = await openPerson(deps, body);
  return {
    named: { words: { id, hash: textHash(deps.secrets, body.person, text) } },
    writes: [opened.textWrite({ id, role: 'reason', text })],
  };
}
