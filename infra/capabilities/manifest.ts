import type { DoorName, MachineKind, StreamedTable, TableName } from '../../shared/names.ts';
import type { RefusalText } from '../../shared/words/refusal-text.ts';
import type { Told } from '../constructs/alarms.ts';

/** What may be done to a table. A transaction is allowed by the actions it is made of. */
export type Verb =
  /** Read items and partitions. */
  | 'read'
  /** Read the sparse indexes that are lists. */
  | 'lists'
  /** Look up by the keyed hash of an address. */
  | 'finds'
  /** Put items, and demand in a transaction that an item is or is not there. */
  | 'put'
  | 'delete'
  /** Add to a counter (`short` only). */
  | 'count'
  /** Read all of it, for verification and export. */
  | 'scan';

/** Permissions on one table: what, and in partitions of which names (`*` at the end stands for anything). */
export interface TableGrant {
  readonly may: readonly Verb[];
  readonly partitions?: readonly string[];
}

/** What a door is for, in terms of permissions. A test reads the templates and tries what it must not do. */
export interface Grant {
  readonly tables: Readonly<Partial<Record<TableName, readonly TableGrant[]>>>;
  /** `seal`: make data keys; `open`: unwrap them; each for the purposes that the encryption context names. */
  readonly keys?: { readonly seal?: readonly string[]; readonly open?: readonly string[] };
  /** Reads the root secret. */
  readonly secret?: true;
  /** On which state machines: start executions, answer task tokens, look at executions. */
  readonly workflow?: {
    readonly of: readonly MachineKind[];
    readonly may: readonly ('start' | 'answer' | 'look')[];
  };
  readonly mail?: true;
  /** Listens to the streams of these tables. */
  readonly streams?: readonly StreamedTable[];
  /** Knocks at the doors of the groups of the outbox (shared/names.ts), and waits for none. */
  readonly handsOn?: true;
}

/** A code that a door reports, and what a person loses when it comes (shared/log.ts, `signal`). */
export interface Signal extends Told {
  readonly code: string;
}

/** What the platform must know of a door. */
export interface DoorManifest {
  /** All that it may do. */
  readonly may: Grant;
  /** What a person loses while it fails. */
  readonly loses: string;
  /**
   * Its failing wakes somebody: people lose now what cannot be made up for – days of a legal term, a withdrawal, a letter.
   * The others' work waits in the records, or is that of staff, who see it themselves.
   */
  readonly wakes?: true;
  readonly signals?: readonly Signal[];
}

/** One capability, a folder of functions/. Its routes are those of its doors (shared/api). */
export interface Capability {
  readonly doors: { readonly [door in DoorName]?: DoorManifest };
  /** Refusals of its own: what else it says no with is another's. */
  readonly refusals?: Readonly<Record<string, RefusalText>>;
}

/** A manifest, with the names of its doors: the table of all lacks none, or does not compile. */
export const capability = <const C extends Capability>(manifest: C): C => manifest;
