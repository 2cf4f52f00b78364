import * as z from 'zod/mini';
import type { WaitBody } from '../domain/cases/case.ts';
import type { RecordDeps } from './deps.ts';
import { waitKind } from './kinds/cases.ts';
import { keyFor, putNew, putNext, read } from './kinds/kind.ts';
import type { Write } from './port.ts';
import { openJson, sealJson } from './sealing.ts';
import type { Secrets } from './secrets.ts';

/** Tokens of one wait that are kept: a step that was run again while its first run went on has more than one. */
const MOST_TOKENS = 4;

/**
 * The write that remembers which step waits, with its token sealed by a subkey of the program (no personal data). Of
 * two runs of one step (the engine heard nothing of the first and ran it again) only one token is awaited, and either
 * may be written last: those of the same wait are kept beside each other.
 */
export async function waitWrite(
  deps: RecordDeps,
  reference: string,
  wait: { readonly token: string; readonly execution: string; readonly since: string },
  at: number,
): Promise<Write> {
  const before = await read(deps.records, waitKind, reference, at);
  const isSame = before?.body.execution === wait.execution && before.body.since === wait.since;
  const others = isSame ? tokensOf(deps.secrets, reference, before.body) : [];
  const { id, key } = deps.secrets.current('wait');
  const place = { key: keyFor(waitKind, reference), field: 'sealed' };
  const body = {
    execution: wait.execution,
    since: wait.since,
    keyId: id,
    sealed: sealJson({ bytes: key }, place, [wait.token, ...others].slice(0, MOST_TOKENS)),
  };
  return before === undefined ? putNew(waitKind, reference, body) : putNext(waitKind, before, body);
}

const tokens = z.array(z.string());

function tokensOf(secrets: Secrets, reference: string, { keyId, sealed }: WaitBody): readonly string[] {
  const subkey = secrets.byId('wait', keyId);
  if (subkey === undefined) return [];
  const place = { key: keyFor(waitKind, reference), field: 'sealed' };
  return openJson({ bytes: subkey.key }, place, sealed, (value) => tokens.parse(value));
}

/** Tokens under which a step may wait for the case, the newest first; none when no step waits. */
export async function openWait(deps: RecordDeps, reference: string, at: number): Promise<readonly string[]> {
  const stored = await read(deps.records, waitKind, reference, at);
  return stored === undefined ? [] : tokensOf(deps.secrets, reference, stored.body);
}
