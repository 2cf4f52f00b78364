import type { DestructionBody, DestructionNames } from '../../shared/domain/registration/destruction.ts';
import type { ProfileBody } from '../../shared/domain/registration/person.ts';
import type { ErasureRun } from '../../shared/domain/requests/erasure-run.ts';
import { BY_PERSON } from '../../shared/domain/requests/own-erasure.ts';
import { REGIME_ZONE } from '../../shared/law/regimes.ts';
import { localDate } from '../../shared/law/zones.ts';
import { actStanding } from '../../shared/records/acts.ts';
import { goingKinds } from '../../shared/records/erasing.ts';
import type { Held } from '../../shared/records/holds.ts';
import { keyFor, putNew } from '../../shared/records/kinds/kind.ts';
import { destructionKind, proofContext } from '../../shared/records/kinds/people.ts';
import { openDetails } from '../../shared/records/person-file.ts';
import type { Write } from '../../shared/records/port.ts';
import { sealJson } from '../../shared/records/sealing.ts';
import { findStaff } from '../../shared/records/staff-directory.ts';
import { backupDays } from '../../shared/settings.ts';
import type { ErasureDeps } from './deps.ts';

const DAY_MS = 86_400_000;

/** What an act tells of. */
export interface Destroyed {
  readonly act: string;
  readonly body: ProfileBody;
  /** The request that asked for it, and how it was decided; absent where the person closed the account. */
  readonly of?: { readonly reference: string; readonly run: ErasureRun } | undefined;
  readonly held: Held;
}

/**
 * The write of the act of destruction (order 179, p. 3–5): all that it must name, drawn up by the program and unsigned. It names
 * the person and who decided under a data key of its own, which outlives the profile's.
 */
export async function actWrite(destroyed: Destroyed, at: number, deps: ErasureDeps): Promise<Write> {
  const { act, body, of, held } = destroyed;
  const { person } = body;
  const { settings } = deps;
  const { language, operator, processors = [] } = settings;
  const { name } = await openDetails(deps, body, 'destruction', at);
  const { key, wrapped } = await deps.wrapper.generate(proofContext(act));
  const place = { key: keyFor(destructionKind, { person, act }), field: 'sealed' };
  const going = goingKinds('person').filter(({ kept }) => !held.rules.has(kept));
  const officers = await officersOf(of?.run, at, deps);
  const names: DestructionNames = { name, ...(officers.length === 0 ? {} : { officers }) };
  const kept = [...held.rules].map(([rule, { article, until }]) => ({ rule, article, until }));
  const proof: DestructionBody = {
    ...{ act, person, at: new Date(at).toISOString(), why: of === undefined ? 'closed' : 'request' },
    ...(of === undefined ? {} : { case: of.reference }),
    what: going.map((kind) => kind.name),
    rules: [...new Set(going.map((kind) => kind.kept))],
    ...(kept.length === 0 ? {} : { held: kept }),
    ...{ how: 'deleted-with-key', system: settings.deployment, by: 'system' },
    operator: { name: operator.name[language], postalAddress: operator.postalAddress[language] },
    processors: processors.map(({ name, postalAddress }) => ({
      ...{ name: name[language], postalAddress: postalAddress[language] },
    })),
    backupsUntil: localDate(at + backupDays(settings) * DAY_MS, REGIME_ZONE),
    key: new Uint8Array(wrapped),
    sealed: new Uint8Array(sealJson(key, place, names)),
  };
  return putNew(destructionKind, { person, act }, proof, actStanding(proof));
}

/** Names and posts of who decided it, as the act is to be signed by them (order 179, p. 3 d). */
async function officersOf(
  run: ErasureRun | undefined,
  at: number,
  deps: ErasureDeps,
): Promise<NonNullable<DestructionNames['officers']>> {
  const { language, staff } = deps.settings;
  const post = { ru: 'ответственный за обработку персональных данных', en: 'privacy officer' }[language];
  const named = [run?.proposed.by, run?.approved?.by].flatMap((by) =>
    by === undefined || by === BY_PERSON ? [] : [by],
  );
  return Promise.all(
    named.map(async (by) => {
      if (by === 'head')
        return { name: staff.head?.name[language] ?? '', post: language === 'ru' ? 'руководитель' : 'head' };
      const sub = by.slice(by.indexOf(':') + 1);
      return { name: (await findStaff(deps, sub, at))?.name ?? sub, post };
    }),
  );
}
