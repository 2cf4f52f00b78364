import { beforeAll, describe, expect, test } from 'vitest';
import { closeAccount } from '../../../functions/account/close-account.ts';
import { reerase } from '../../../functions/erasures/reerase.ts';
import { closeDays } from '../../../functions/ledger/close-days.ts';
import type { KnownList } from '../../../infra/tools/known-lists.ts';
import { faultsOf } from '../../../infra/tools/reerase/faults.ts';
import { destroyedInLedger, inBatches, listed } from '../../../infra/tools/reerase/of-whom.ts';
import { count, NOTHING_YET } from '../../../infra/tools/reerase/tally.ts';
import { audit } from '../../../shared/records/audit.ts';
import type { KnownRoot } from '../../../shared/records/audit-roots.ts';
import { storedOf } from '../../../shared/records/kinds/kind.ts';
import { letterKind } from '../../../shared/records/kinds/letters.ts';
import { readChain } from '../../../shared/records/ledger.ts';
import { newestRoot } from '../../../shared/records/roots.ts';
import { publicKeys } from '../../../shared/records/signing-keys.ts';
import { HOUR, MINUTE, settings } from '../letters/desk-of-letters.ts';
import { granted } from '../registration/registration-desk.ts';
import { Everything } from './everything-held.ts';
import { codesToClose, findings } from './people-world.ts';

const DAY = 24 * HOUR;

/** Somebody who did everything, in a world whose days are closed as the schedule does, and what the auditor got. */
class Drill {
  readonly roots: KnownRoot[] = [];
  readonly lists: KnownList[] = [];
  #at = 0;

  readonly all: Everything;

  private constructor(all: Everything) {
    this.all = all;
  }

  static async begun(): Promise<Drill> {
    const drill = new Drill(await Everything.walked());
    await drill.pass(DAY);
    return drill;
  }

  get story() {
    return this.all.story;
  }

  /** Time goes on; at 09:30 in Moscow what leaves goes to the auditor. */
  async pass(ms: number): Promise<void> {
    await this.story.pass(ms);
    await this.close();
  }

  async close(): Promise<void> {
    const { records, secrets } = this.story.deps;
    await closeDays({ records, secrets, settings }, this.story.at);
    for (const item of this.story.desk.records.everything()) {
      if (item.kind !== letterKind.name || !item.pk.startsWith('MAIL#')) continue;
      const { kind, data, at } = storedOf(letterKind, item).body;
      const day = String(data?.['day']);
      const signed = String(data?.['signed']);
      if (Date.parse(at) <= this.#at) continue;
      if (kind === 'ledger-root') this.roots.push({ day, root: signed });
      if (kind === 'erased-list') this.lists.push({ day, erased: signed });
    }
    this.#at = this.story.at;
  }

  /** What `npm run reerase` does, but for the way to the door. */
  async reerase(lists = this.lists, deployment = settings.deployment) {
    const { deps, desk, at } = this.story;
    const { records, secrets } = deps;
    const keys = { root: publicKeys(secrets, 'root'), erased: publicKeys(secrets, 'erased') };
    const newest = (await newestRoot(records))?.day;
    const found = faultsOf({ roots: this.roots, lists, of: deployment }, keys, newest);
    if (!found.ok) return found.lines;
    const report = () => expect.fail('somebody failed');
    const time = new Date(at).toISOString();
    let tally = NOTHING_YET;
    const seen = new Set<string>();
    for (const source of [listed(found.parts), destroyedInLedger(records, secrets)])
      for await (const people of inBatches(source, seen))
        tally = count(tally, await reerase({ time, people: [...people] }, { ...desk.deps, ...deps, report }));
    return tally;
  }

  /** What she or staff typed about her, wherever it stands, in plain words or opened with every key that ever was. */
  left(): readonly string[] {
    return this.all.bare(this.story.desk.records).flatMap(({ item, text }) => {
      const held = this.story.canaries.find((one) => one.of === 'person' && text.includes(one.text));
      return held === undefined ? [] : [`${item.kind}: ${held.story}`];
    });
  }
}

describe('S8: the restore drill: all tables come back to before an erasure, the key of the roots is rotated between', () => {
  let drill: Drill;
  let other: string;
  let lost: readonly string[];

  beforeAll(async () => {
    drill = await Drill.begun();
    const { story, all } = drill;
    other = await story.account('boris@example.org');
    await drill.pass(DAY);
    const copy = story.desk.records.snapshot();
    const before = drill.roots.at(-1)?.day ?? '';
    granted(await closeAccount(all.person, await codesToClose(story, all.person), story.at, story.deps));
    await drill.pass(3 * DAY + 15 * MINUTE);
    expect(drill.left()).toEqual(['destruction: profile: name']);
    story.rotate('k2', 'k1');
    await drill.pass(DAY);
    await drill.pass(DAY);
    lost = drill.roots.map(({ day }) => day).filter((day) => day > before);
    expect(lost.length).toBeGreaterThan(3);
    story.desk.records.restore(copy);
  });

  test('S8: it refuses without a list, and says which days are missing; so with one that is not genuine or another’s', async () => {
    expect(drill.left().length).toBeGreaterThan(5);
    const missing = (days: readonly string[]) =>
      days.map((day) => `There is no whole list of ${day}. What was destroyed on that day would stay.`);
    expect(await drill.reerase([])).toEqual(['No list was given: --erased FILE.', ...missing(lost)]);
    expect(await drill.reerase(drill.lists.filter(({ day }) => day !== lost[1]))).toEqual(
      missing(lost.slice(1, 2)),
    );
    const [first = expect.fail(), ...others] = drill.lists.filter(({ day }) => lost.includes(day));
    const forged = { ...first, erased: `${first.erased.slice(0, -6)}AAAAAA` };
    expect(await drill.reerase([forged, ...others])).toEqual([
      `The list of ${first.day} does not fit its signature.`,
      ...missing([first.day]),
    ]);
    expect(await drill.reerase(drill.lists, 'elsewhere')).toContain(
      `The list of ${first.day} is of the deployment test, not of elsewhere.`,
    );
    // None of these has touched anything.
    expect(drill.left().length).toBeGreaterThan(5);
  });

  test('S8: with the lists she is destroyed again: her canaries are nowhere, the audit names the lost days only', async () => {
    const done = await drill.reerase();
    expect(done).toMatchObject({ destroyed: 1, held: [], spared: [], failed: [] });
    expect(drill.left()).toEqual(['destruction: profile: name']);
    const { records, secrets } = drill.story.deps;
    const { findings: found } = await audit(records, secrets, drill.story.at, { known: drill.roots });
    expect(found.map(({ where, what }) => `${where} ${what}`)).toEqual(
      lost.map((day) => `root ${day} is not the one the auditor has`),
    );
    expect((await readChain(records, drill.all.person)).at(-1)?.body).toMatchObject({ type: 'destroyed' });
  });

  test('S8: others are as they were; run again it finds nothing to do', async () => {
    expect(await drill.story.details(other)).toMatchObject({ email: 'boris@example.org' });
    expect(await drill.reerase()).toMatchObject({ destroyed: 0, failed: [] });
    expect(await findings(drill.story)).toEqual([]);
  });

  test('S8: who is destroyed again stands on the list of that day, for a copy of a moment between', async () => {
    const before = drill.lists.length;
    await drill.pass(DAY);
    const { erased = '' } = drill.lists.slice(before).at(-1) ?? {};
    expect(Buffer.from(erased.split('.')[1] ?? '', 'base64url').toString()).toContain(drill.all.person);
  });
});
