import type { Change, Json, Table } from './types.ts';
import { writeCost } from './units.ts';

/** Level of detail asked by `ReturnConsumedCapacity`. */
export type Wanted = 'NONE' | 'TOTAL' | 'INDEXES';

/** Reads `ReturnConsumedCapacity`; NONE when absent. */
export function wantedOf(input: Json): Wanted {
  const wanted = input['ReturnConsumedCapacity'];
  return wanted === 'TOTAL' || wanted === 'INDEXES' ? wanted : 'NONE';
}

/** Units per table while an operation goes on. */
export class Meter {
  readonly #tables = new Map<string, { table: number; indexes: Map<string, number> }>();

  /** Counts a write; in a transaction the item costs twice (prepare and commit), index entries once. */
  write(table: Table, change: Pick<Change, 'before' | 'after'>, transactional: boolean): void {
    const cost = writeCost(table.definition, change.before, change.after);
    const entry = this.#entry(table.definition.TableName);
    entry.table += cost.table * (transactional ? 2 : 1);
    for (const [name, units] of cost.indexes) entry.indexes.set(name, (entry.indexes.get(name) ?? 0) + units);
  }

  /** Counts units of the table, or of one of its indexes. */
  add(tableName: string, units: number, index?: string): void {
    const entry = this.#entry(tableName);
    if (index === undefined) entry.table += units;
    else entry.indexes.set(index, (entry.indexes.get(index) ?? 0) + units);
  }

  /** The `ConsumedCapacity` list, one entry per table; undefined when it was not asked for. `kind` adds the apart figure that transactions report. */
  list(wanted: Wanted, kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits'): readonly Json[] | undefined {
    if (wanted === 'NONE') return undefined;
    const figure = (units: number): Json => ({ CapacityUnits: units, ...(kind ? { [kind]: units } : {}) });
    return [...this.#tables].map(([TableName, { table, indexes }]) => {
      const total = [...indexes.values()].reduce((sum, units) => sum + units, table);
      const perIndex = Object.fromEntries([...indexes].map(([name, units]) => [name, figure(units)]));
      return {
        TableName,
        ...figure(total),
        ...(wanted === 'INDEXES'
          ? { Table: figure(table), ...(indexes.size > 0 ? { GlobalSecondaryIndexes: perIndex } : {}) }
          : {}),
      };
    });
  }

  #entry(tableName: string): { table: number; indexes: Map<string, number> } {
    const found = this.#tables.get(tableName) ?? { table: 0, indexes: new Map<string, number>() };
    this.#tables.set(tableName, found);
    return found;
  }
}
