import type { AccountView } from '../../shared/api/account.ts';
import type { ConsentHistoryView, ConsentStateView } from '../../shared/api/own-consents.ts';
import { blocksAt } from '../../shared/domain/consent/block.ts';
import { type ActEvent, type ConsentEvent, effectiveAt, isAct } from '../../shared/domain/consent/events.ts';
import { factsOf } from '../../shared/domain/consent/facts.ts';
import { may } from '../../shared/domain/consent/may.ts';
import { textServed } from '../../shared/domain/consent/served.ts';
import type { Language } from '../../shared/law/date-words.ts';
import { versionId } from '../../shared/policy/documents.ts';
import { CONSENT_PURPOSES, type ConsentPurpose, purposeOf } from '../../shared/policy/purposes.ts';
import { consentEventId, readConsents } from '../../shared/records/consents.ts';
import type { OperationDeps } from '../../shared/records/deps.ts';
import { textVersion } from '../../shared/records/purpose-book.ts';
import { type Standing, standingOf } from '../../shared/records/shown-texts.ts';

/** A person's consents as they stand, and what was ever recorded of them, the newest first. */
export interface OwnConsents {
  readonly consents: readonly ConsentStateView[];
  readonly history: readonly ConsentHistoryView[];
  /** Blocks that stand, without who asked for them (S4). */
  readonly blocks: AccountView['blocks'];
}

/** Reads a person's consents and answers for each purpose by the very check that guards every use (C4, R5). */
export async function ownConsents(
  person: string,
  language: Language,
  at: number,
  deps: OperationDeps,
): Promise<OwnConsents> {
  const [{ events }, standings] = await Promise.all([
    readConsents(deps, person),
    Promise.all(CONSENT_PURPOSES.map((purpose) => standingOf(purpose, at, deps))),
  ]);
  // What is recorded already counts, also from a function whose clock is a little ahead.
  const now = events.reduce((latest, event) => Math.max(latest, effectiveAt(event)), at);
  const consents = CONSENT_PURPOSES.flatMap((purpose, i) => {
    const standing = standings[i];
    if (standing === undefined) return [];
    return fieldsOf(purpose, events).map((field) =>
      stateOf({ person, purpose, field, standing, events, language }, now),
    );
  });
  const history = events.filter(isAct).map((event) => historyOf(person, event));
  const blocks = blocksAt(events, now).map(({ at: from, data: { kind, scope, since = from, until } }) => ({
    ...{ kind, scope, since },
    ...(until === undefined ? {} : { until }),
  }));
  return { consents, history: history.toReversed(), blocks };
}

/** Public data are consented to field by field (152-FZ art. 10.1): one line a field, or one line when there is none. */
function fieldsOf(purpose: ConsentPurpose, events: readonly ConsentEvent[]): readonly (string | undefined)[] {
  const acts = events.filter(isAct).filter(({ data }) => data.purpose === purpose);
  const fields = new Set(acts.flatMap(({ data }) => (data.field === undefined ? [] : [data.field])));
  return fields.size === 0 ? [undefined] : [...fields].sort();
}

interface Asked {
  readonly person: string;
  readonly purpose: ConsentPurpose;
  readonly field: string | undefined;
  readonly standing: Standing;
  readonly events: readonly ConsentEvent[];
  readonly language: Language;
}

function stateOf(
  { person, purpose, field, standing, events, language }: Asked,
  at: number,
): ConsentStateView {
  const versions = standing.versions.map(textVersion);
  const answer = may(events, { purpose, field, at, facts: factsOf(purpose), versions });
  const act = events.filter(isAct).find(({ n }) => n === answer.event);
  const { name, explanation } = purposeOf(purpose);
  return {
    purpose,
    ...(field === undefined ? {} : { field }),
    name: name[language],
    explanation: explanation[language],
    allowed: answer.allowed,
    because: answer.because,
    ...(answer.event === undefined ? {} : { event: consentEventId(person, answer.event) }),
    ...(act === undefined
      ? {}
      : {
          since: new Date(effectiveAt(act)).toISOString(),
          channel: act.data.channel,
          ...(act.data.until === undefined ? {} : { until: act.data.until }),
          ...(act.data.text === undefined ? {} : { text: act.data.text }),
        }),
    current: versionId(standing.current),
  };
}

function historyOf(person: string, act: ActEvent): ConsentHistoryView {
  const { n, at, type, by, data } = act;
  const served = textServed(act);
  const event = consentEventId(person, n);
  return {
    event,
    at,
    type,
    purpose: data.purpose,
    ...(data.field === undefined ? {} : { field: data.field }),
    // Who of the staff it was stays in the ledger; the person learns that it was one.
    by: by === 'person' ? 'person' : by.startsWith('staff:') ? 'staff' : 'system',
    channel: data.channel,
    ...(data.effective === undefined ? {} : { effective: data.effective }),
    ...(data.until === undefined ? {} : { until: data.until }),
    ...(data.text === undefined ? {} : { text: data.text }),
    ...(data.hash === undefined ? {} : { hash: data.hash }),
    ...(served === undefined ? {} : { served }),
    receipt: `/me/consents/${event}/receipt`,
  };
}
