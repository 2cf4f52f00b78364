import { PREFIXES } from '../../../shared/api/prefixes.ts';
import { DOORS, type DoorName } from '../../../shared/names.ts';
import { CannotBegin, type Names, namesOf } from './plan.ts';

/** Where an operation is to be, and for whom. */
export interface Place {
  readonly names: Names;
  readonly capability: string;
  readonly door: DoorName;
  readonly who: 'staff' | 'person';
  /** Path of the page, and of what programs post to. */
  readonly page: string;
  readonly api: string;
}

/** Doors at which an operation can be begun, with what their routes lie below. */
export function placeOf(name: string): Place {
  const [capability = '', kebab = ''] = name.split('/');
  const names = namesOf(kebab);
  const door = (['desk', 'public'] as const)
    .map((who) => `${capability}-${who}`)
    .find((one): one is DoorName => Object.hasOwn(DOORS, one) && below(one as DoorName) !== undefined);
  const found = door && below(door);
  if (door === undefined || found === undefined) {
    const fit = (Object.keys(DOORS) as DoorName[]).filter((one) => below(one) !== undefined);
    const folders = [...new Set(fit.map((one) => one.slice(0, one.lastIndexOf('-'))))];
    throw new CannotBegin(
      `CAPABILITY/NAME: no page can be put below a prefix of "${capability}"; one of ${folders.join(', ')}`,
    );
  }
  return found.who === 'person'
    ? {
        names,
        capability,
        door,
        who: 'person',
        page: `${found.page}/${kebab}`,
        api: `${found.page}/${kebab}`,
      }
    : {
        names,
        capability,
        door,
        who: 'staff',
        page: `${found.page}/{id}/${kebab}`,
        api: `${found.api}/{id}/${kebab}`,
      };
}

function below(
  door: DoorName,
): { readonly who: Place['who']; readonly page: string; readonly api: string } | undefined {
  const mine = Object.entries(PREFIXES).flatMap(([prefix, whose]) => (whose === door ? [prefix] : []));
  const api = mine.find((prefix) => prefix.startsWith('/staff/'));
  const me = mine.find((prefix) => /^\/me(\/|$)/.test(prefix));
  if (me !== undefined) return { who: 'person', page: me, api: me };
  return api === undefined ? undefined : { who: 'staff', page: api.replace('/staff/', '/desk/'), api };
}
