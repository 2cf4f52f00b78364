import type { Holder } from '../domain/requests/asks.ts';
import type { RuntimeSettings } from '../settings.ts';
import type { Records } from './port.ts';
import { transfersOf } from './transfers.ts';

/** Who else holds data of a person: the port that the register of transfers will stand behind. */
export type HoldersOf = (person: string | undefined) => Promise<readonly Holder[]>;

/** What finding them needs. */
export interface HoldersDeps {
  readonly records: Pick<Records, 'query'>;
  readonly settings: Pick<RuntimeSettings, 'others'>;
}

/**
 * Who holds a copy of somebody's data (X3): the operator's other systems and processors that the settings name hold everybody's;
 * of the recipients those alone to whom a transfer of this person's data was recorded, and only the fields that they got.
 */
export const holdersOf =
  ({ records, settings: { others = {} } }: HoldersDeps): HoldersOf =>
  async (person) => {
    const all = Object.entries(others);
    const everybodys = all.flatMap(([other, { kind, holds }]): Holder[] =>
      kind === 'recipient' ? [] : [{ other, kind: kind === 'system' ? kind : 'recipient', fields: holds }],
    );
    if (person === undefined || everybodys.length === all.length) return everybodys;
    const got = new Map<string, Set<string>>();
    for (const { recipient, fields } of await transfersOf(records, person))
      got.set(recipient, new Set([...(got.get(recipient) ?? []), ...fields]));
    const theirs = [...got].flatMap(([other, fields]): Holder[] =>
      others[other]?.kind === 'recipient' ? [{ other, kind: 'recipient', fields: [...fields] }] : [],
    );
    return [...everybodys, ...theirs];
  };
