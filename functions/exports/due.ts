import { errorName } from '../../shared/log.ts';
import type { GroupDoor, GroupWork } from '../../shared/outbox/door-of.ts';
import type { StaffDeps } from '../../shared/records/deps.ts';
import { ownCaseAt } from '../../shared/records/own-cases.ts';
import type { Key } from '../../shared/records/port.ts';
import { workDue } from '../../shared/records/work-due.ts';
import { discloseNow } from './disclose-now.ts';

/** So many at the same time. */
const SIDE_BY_SIDE = 4;

/** What the door of the group does, and whom it tells of what failed. */
export type ExportDeps = StaffDeps & GroupDoor;

const disclosed = async (key: Pick<Key, 'pk' | 'sk'>, at: number, deps: StaffDeps): Promise<void> => {
  const own = ownCaseAt(key);
  if (own !== undefined) await discloseNow(own, at, deps);
};

/** The group `export`: each case is disclosed by itself, and one that fails holds up no other. */
export const exportWork = (deps: ExportDeps): GroupWork => {
  const failed = ({ sk }: Pick<Key, 'sk'>, error: unknown) =>
    deps.report('disclosure-failed', { case: sk.split('#')[1], detail: errorName(error) });
  return {
    due: (at) =>
      workDue(
        deps.records,
        {
          ...{ group: 'export', sideBySide: SIDE_BY_SIDE, failed },
          work: (entry) => disclosed(entry, at, deps),
          remaining: deps.remaining,
        },
        at,
      ),
    async items(items, at) {
      const done = await Promise.all(
        items.map((item) =>
          disclosed(item, at, deps).then(
            () => true,
            (error: unknown) => {
              failed(item, error);
              return false;
            },
          ),
        ),
      );
      return !done.includes(false);
    },
  };
};
