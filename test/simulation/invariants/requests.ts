import type { CaseOpened } from '../../../shared/api/opened.ts';
import type { CaseEventType } from '../../../shared/domain/cases/names.ts';
import { openContact } from '../../../shared/records/case-file.ts';
import type { EventBody } from '../../../shared/records/kinds/ledger.ts';
import type { Store } from '../cloud/store.ts';
import { type Heard, SECRETS } from '../doors.ts';
import { isLost, type Lost } from '../restore.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';

/** A claim that somebody sends, with every try and what was heard of it. */
export interface SentClaim {
  /** A text that only this claim holds. */
  readonly marker: string;
  readonly key?: string;
  readonly at: number;
  readonly heard: Heard<CaseOpened>[];
}

/** An act that somebody asks for; `by` is the ledger's name of who asks, and names this request alone. */
export interface AskedAct {
  readonly reference: string;
  readonly event: CaseEventType;
  readonly by: string;
  readonly revision: number;
  readonly key?: string;
  readonly at: number;
  readonly heard: Heard<unknown>[];
}

/** A withdrawal with its code. */
export interface AskedWithdrawal {
  readonly reference: string;
  readonly at: number;
  readonly heard: Heard<unknown>[];
}

/** All requests of a run. */
export class Requests {
  claims: SentClaim[] = [];
  acts: AskedAct[] = [];
  withdrawals: AskedWithdrawal[] = [];
  /** Tries of used keys with other bodies. */
  mismatches: Heard<unknown>[] = [];

  /** Those that no restore has touched. */
  without(lost: Lost | undefined): Requests {
    const kept = new Requests();
    const stays = ({ at }: { readonly at: number }): boolean => !isLost(lost, at);
    kept.claims = this.claims.filter(stays);
    kept.acts = this.acts.filter(stays);
    kept.withdrawals = this.withdrawals.filter(stays);
    kept.mismatches = lost === undefined ? this.mismatches : [];
    return kept;
  }
}

export const accepted = <T>(heard: readonly Heard<T>[]): readonly T[] =>
  heard.flatMap((one) => (one.kind === 'answer' && one.result.ok ? [one.result.value] : []));
const unheard = (heard: readonly Heard<unknown>[]): number =>
  heard.filter(({ kind }) => kind === 'nothing').length;

/** How many effects a request may have had: one if it was answered so, perhaps one for each try nobody heard of. */
export function range(
  key: string | undefined,
  heard: readonly Heard<unknown>[],
): readonly [least: number, most: number] {
  const yes = accepted(heard).length;
  if (key !== undefined) return [Math.min(1, yes), Math.min(1, yes + unheard(heard))];
  return [yes, yes + unheard(heard)];
}

/** Compares what was answered with what is recorded. */
export async function checkRequests(
  requests: Requests,
  history: History,
  store: Store,
  checks: Checks,
): Promise<void> {
  const deps = { records: store.twin, wrapper: store.wrapper, secrets: SECRETS };
  const markers = new Map<string, string[]>();
  for (const [reference, { body }] of history.cases) {
    if (body.kind !== 'claim') continue;
    const opened = await openContact(deps, reference, 'upkeep', 0);
    const marker = String(opened?.typed['facts']).split(' ', 1)[0] ?? '';
    markers.set(marker, [...(markers.get(marker) ?? []), reference]);
  }
  for (const { marker, key, heard } of requests.claims) {
    const found = markers.get(marker) ?? [];
    const [least, most] = range(key, heard);
    checks.hold(
      'recorded',
      found.length >= least && found.length <= most,
      () =>
        `claim ${marker}: ${found.length} cases, answered ${accepted(heard).length} times yes of ${heard.length}`,
    );
    for (const { reference } of accepted(heard))
      checks.hold(
        'recorded',
        found.includes(reference),
        () => `claim ${marker}: ${reference} was answered, but is not there`,
      );
    if (key === undefined) continue;
    const answers = new Set(accepted(heard).map((answer) => JSON.stringify(answer)));
    checks.hold(
      'replayed',
      answers.size <= 1,
      () => `claim ${marker}: one key, answers ${[...answers].join(' and ')}`,
    );
  }
  for (const heard of requests.mismatches)
    checks.hold(
      'replayed',
      heard.kind === 'nothing' || !heard.result.ok,
      () => 'another body under a used key was taken',
    );
  for (const act of requests.acts) checkAct(act, history, checks);
  for (const { reference, heard } of requests.withdrawals) {
    const done = (history.chains.get(reference) ?? []).filter(({ type }) => type === 'withdrawn').length;
    const yes = accepted(heard).length;
    checks.hold(
      'recorded',
      done >= Math.min(1, yes) && done <= 1,
      () => `${reference}: withdrawn ${done} times, answered yes ${yes} times`,
    );
  }
}

function checkAct(act: AskedAct, history: History, checks: Checks): void {
  const { reference, by, event, revision, key, heard } = act;
  const found = (history.chains.get(reference) ?? []).filter(
    (one) => one.by === by && one.revision !== undefined,
  );
  const [least, most] = range(key, heard);
  // Without a key a second try finds the revision of its own success: stale.
  checks.hold(
    'recorded',
    found.length >= least && found.length <= Math.min(1, most),
    () =>
      `${by} ${event} on ${reference} at ${revision}: ${found.length} events, heard ${heard.map(spell).join()}`,
  );
  const refused = heard.some((one) => one.kind === 'answer' && !one.result.ok);
  checks.hold(
    'replayed',
    key === undefined || accepted(heard).length === 0 || !refused,
    () => `${by} ${event} on ${reference} with one key: ${heard.map(spell).join()}`,
  );
  const fits = (one: EventBody): boolean => one.type === event && one.revision === revision + 1;
  checks.hold(
    'revision',
    found.every(fits),
    () =>
      `${by} asked for ${event} at ${revision}: ${found.map(({ type, revision: at }) => `${type} ${at}`).join()}`,
  );
}

export const spell = (heard: Heard<unknown>): string =>
  heard.kind === 'nothing' ? 'nothing' : heard.result.ok ? 'yes' : heard.result.refusal.code;

/** Two requests were not both granted the same revision of a case. */
export function checkRevisions(requests: Requests, checks: Checks): void {
  const granted = new Map<string, string>();
  for (const { reference, revision, by, heard } of requests.acts) {
    if (accepted(heard).length === 0) continue;
    const place = `${reference} ${revision}`;
    const other = granted.get(place);
    checks.hold('revision', other === undefined, () => `${place} was granted to ${by} and to ${other}`);
    granted.set(place, by);
  }
}
