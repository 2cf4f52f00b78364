import {
  type DoorName,
  type StreamedTable,
  type TableName,
  WORKFLOW_KINDS,
  type WorkflowKind,
} from '../../shared/names.ts';

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

/** What a door is for, in terms of permissions. */
export interface Grant {
  readonly tables: Readonly<Partial<Record<TableName, readonly TableGrant[]>>>;
  /** `seal`: make data keys; `open`: unwrap them; each for the purposes that the encryption context names. */
  readonly keys?: { readonly seal?: readonly string[]; readonly open?: readonly string[] };
  /** Reads the root secret. */
  readonly secret?: true;
  /** On the workflows of which kinds of case: start executions, answer task tokens, look at executions. */
  readonly workflow?: {
    readonly of: readonly WorkflowKind[];
    readonly may: readonly ('start' | 'answer' | 'look')[];
  };
  readonly mail?: true;
  /** Listens to the streams of these tables. */
  readonly streams?: readonly StreamedTable[];
  /** Knocks at the doors of the groups of the outbox (shared/names.ts), and waits for none. */
  readonly handsOn?: true;
}

/** Of the cases: any. */
const CASES = ['CASE#*'];
/** Letters that belong to no case and no person: digests, daily roots, and those that stand in for a letter to nobody. */
const LOOSE_LETTERS = ['MAIL#*'];
/** A person's profile, letters (in `cases`) and sessions (in `short`). */
const PEOPLE = ['PERSON#*'];
/** Whose an address is, by its keyed hash. */
const ADDRESSES = ['ADDRESS#*'];
const STAFF = ['STAFF'];
const READS_STAFF: TableGrant = { may: ['read'], partitions: STAFF };
/** Who signs in, or comes with a token, is entered with name and address. */
const ENTERS_STAFF: TableGrant = { may: ['read', 'put'], partitions: STAFF };
/** Reads and continues the chains of events; daily roots are another door's. */
const LEDGER: TableGrant = { may: ['read', 'put'], partitions: ['CHAIN#*'] };
/** Versions of the policy and of consent texts, and the chain of their postings. */
const DOCUMENTS = ['DOCUMENT#*', 'TEXT#*'];
/** Doors that post may append to the chain of postings only. */
const POSTINGS = [...DOCUMENTS, 'CHAIN#documents'];
const READS_TEXTS: TableGrant = { may: ['read'], partitions: DOCUMENTS };
/** How far the telling of a new version of the policy has come. */
const NOTICES = ['NOTICE#*'];
/** A session of the desk is read, and its last use noted. */
const DESK_SESSION: TableGrant = { may: ['read', 'put'], partitions: ['SESSION#*'] };
/** What was answered to whom already (G3). */
const ONCE: TableGrant = { may: ['read', 'put'], partitions: ['IDEM#*'] };
/** Counters of what strangers may cause. */
const COUNTERS: TableGrant = { may: ['read', 'count'], partitions: ['COUNT#*'] };

/** What a withdrawal asks for is added to the person's records; none of them is read. */
const ADDS_DUTIES: TableGrant = { may: ['put'], partitions: PEOPLE };
/** Tries are counted at the challenge itself (G16). */
const CHALLENGES: TableGrant = { may: ['read', 'put', 'count'], partitions: ['CHALLENGE#*'] };

/** One paragraph a door: all that it may do. A test reads the templates and tries what it must not do. */
export const GRANTS: Readonly<Record<DoorName, Grant>> = {
  'site-public': { tables: {} },
  'policy-public': {
    tables: { ledger: [{ may: ['read'], partitions: DOCUMENTS }] },
    secret: true,
  },
  'policy-desk': {
    tables: {
      // A posting says that people are to be told of it.
      people: [ENTERS_STAFF, { may: ['put'], partitions: NOTICES }],
      ledger: [{ may: ['read', 'put'], partitions: POSTINGS }],
      short: [ONCE, DESK_SESSION],
    },
    keys: { seal: ['staff'], open: ['staff'] },
    secret: true,
  },
  'policy-task': {
    tables: {
      // Who is told of a new version: it walks over all profiles, and opens none.
      people: [{ may: ['read', 'lists', 'put', 'scan'], partitions: NOTICES }],
      cases: [{ may: ['put'], partitions: PEOPLE }],
      ledger: [{ may: ['read', 'put'], partitions: [...POSTINGS, 'CHAIN#notices'] }],
    },
    secret: true,
  },
  'claims-public': {
    tables: {
      cases: [{ may: ['read', 'put'], partitions: CASES }],
      ledger: [LEDGER],
      short: [ONCE, COUNTERS],
    },
    keys: { seal: ['case'] },
    secret: true,
  },
  'claims-desk': {
    tables: {
      people: [ENTERS_STAFF],
      cases: [{ may: ['read', 'put'], partitions: CASES }],
      ledger: [LEDGER],
      // It notes that a session is in use.
      short: [ONCE, DESK_SESSION],
    },
    keys: { seal: ['case', 'staff'], open: ['staff'] },
    secret: true,
  },
  'cases-public': {
    tables: {
      cases: [{ may: ['read', 'put'], partitions: CASES }],
      ledger: [LEDGER],
      short: [ONCE, COUNTERS, CHALLENGES],
    },
    keys: { open: ['case'] },
    secret: true,
  },
  'registration-public': {
    tables: {
      // It makes people and proves addresses; what somebody typed it seals, and cannot open.
      people: [{ may: ['read', 'put'], partitions: [...PEOPLE, 'ADDRESS#*'] }],
      cases: [{ may: ['put'], partitions: [...PEOPLE, ...LOOSE_LETTERS] }],
      ledger: [LEDGER, READS_TEXTS],
      short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
    },
    keys: { seal: ['profile'] },
    secret: true,
  },
  'account-public': {
    tables: {
      // What one person holds and does; the key of the profile opens it for its owner, who may change the address (R5).
      people: [
        { may: ['read', 'put'], partitions: PEOPLE },
        { may: ['read', 'put', 'delete'], partitions: ADDRESSES },
        // A published field that its owner changes is taken back, its page with the last one (R6).
        { may: ['read', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
      ],
      cases: [{ may: ['read', 'put'], partitions: PEOPLE }],
      ledger: [LEDGER, READS_TEXTS],
      // Its use is noted, and a session that is ended leaves its technical data for their term (T1).
      short: [ONCE, COUNTERS, CHALLENGES, { may: ['read', 'put'], partitions: PEOPLE }],
    },
    keys: { open: ['profile', 'public'] },
    secret: true,
  },
  'lifecycle-task': {
    tables: {
      // It destroys what has had its time; the act names whose it was, sealed for a class of its own (order 179).
      people: [
        { may: ['read', 'lists', 'put', 'delete'], partitions: [...PEOPLE, ...ADDRESSES, 'PUBLIC#*'] },
      ],
      // The last letter, and how it stands.
      cases: [{ may: ['read', 'put'], partitions: PEOPLE }],
      ledger: [LEDGER],
      short: [{ may: ['read', 'delete'], partitions: PEOPLE }],
    },
    keys: { seal: ['proof'], open: ['profile'] },
    secret: true,
  },
  'cases-task': {
    tables: { cases: [{ may: ['read', 'lists', 'put'], partitions: CASES }], ledger: [LEDGER] },
    secret: true,
    workflow: { of: WORKFLOW_KINDS, may: ['start', 'answer', 'look'] },
  },
  'consent-public': {
    tables: {
      // The link names whose consent it withdraws; the duty that follows lies with the person.
      people: [{ may: ['read'], partitions: ['UNSUB#*'] }, ADDS_DUTIES],
      ledger: [LEDGER],
    },
    secret: true,
  },
  'consent-desk': {
    tables: {
      // Programs ask; who comes with a session of the desk is known, and turned away.
      people: [{ may: ['read'], partitions: ['ADDRESS#*', ...PEOPLE] }],
      ledger: [{ may: ['read'], partitions: ['CHAIN#*', ...DOCUMENTS] }],
      short: [DESK_SESSION],
    },
    secret: true,
  },
  'people-desk': {
    tables: {
      // The words of a reason are added to the person's records; a case is read for whose address it has.
      people: [
        ENTERS_STAFF,
        { may: ['read'], partitions: ['ADDRESS#*'] },
        { may: ['read', 'put'], partitions: PEOPLE },
      ],
      // A release is told to both addresses (R5).
      cases: [
        { may: ['read', 'finds'], partitions: [...CASES, ...PEOPLE] },
        { may: ['put'], partitions: PEOPLE },
      ],
      // The register of consents goes through the ledger page by page: ids and codes.
      ledger: [
        { may: ['read', 'put', 'scan'], partitions: ['CHAIN#*'] },
        { may: ['read'], partitions: DOCUMENTS },
      ],
      short: [ONCE, DESK_SESSION, { may: ['read'], partitions: PEOPLE }],
    },
    keys: { seal: ['staff'], open: ['staff', 'profile'] },
    secret: true,
  },
  'publication-public': {
    tables: {
      // Publishes what the person chose, and takes it back: its public page goes with the last field.
      people: [{ may: ['read', 'put', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] }],
      ledger: [LEDGER, READS_TEXTS],
      short: [ONCE, { may: ['read', 'put'], partitions: PEOPLE }],
    },
    keys: { seal: ['public'], open: ['profile', 'public'] },
    secret: true,
  },
  'published-public': {
    tables: {
      // Of a person it can open nothing but what was made public; it has no secret and writes nothing.
      people: [{ may: ['read'], partitions: [...PEOPLE, 'PUBLIC#*'] }],
      ledger: [{ may: ['read'], partitions: ['CHAIN#*', ...DOCUMENTS] }],
    },
    keys: { open: ['public'] },
  },
  'consent-task': {
    tables: {
      // What rested on a withdrawn consent only goes: published copies, with their page.
      people: [
        { may: ['read', 'lists', 'put'], partitions: PEOPLE },
        { may: ['read', 'delete'], partitions: [...PEOPLE, 'PUBLIC#*'] },
      ],
      ledger: [LEDGER, { may: ['read'], partitions: DOCUMENTS }],
    },
    secret: true,
  },
  'desk-desk': {
    tables: {
      people: [ENTERS_STAFF],
      cases: [{ may: ['read', 'lists', 'put'], partitions: CASES }],
      ledger: [LEDGER],
      short: [ONCE, { may: ['read', 'put', 'delete'], partitions: ['SESSION#*'] }],
    },
    keys: { seal: ['staff'], open: ['case', 'staff'] },
    secret: true,
  },
  'desk-task': {
    tables: {
      cases: [{ may: ['read', 'lists', 'put'], partitions: [...CASES, ...LOOSE_LETTERS] }],
      ledger: [LEDGER],
    },
    secret: true,
  },
  // It reads keys of what is to be done, and tells whose it is: no record, no key and no secret is open to it.
  'outbox-task': {
    tables: { cases: [{ may: ['lists'] }], people: [{ may: ['lists'] }] },
    streams: ['cases', 'people'],
    handsOn: true,
  },
  'letters-task': {
    tables: {
      // The first letter of a registration lies in the profile.
      people: [READS_STAFF, { may: ['read', 'lists', 'put'], partitions: PEOPLE }],
      cases: [
        { may: ['read', 'lists', 'put'], partitions: [...CASES, ...PEOPLE, ...LOOSE_LETTERS] },
        // What stood in for a letter to nobody goes once it was looked at.
        { may: ['delete'], partitions: LOOSE_LETTERS },
      ],
      // The letter to the auditor is written from the root itself.
      ledger: [LEDGER, { may: ['read'], partitions: ['ROOTS'] }],
      // A code is made again from its challenge when its letter is written.
      short: [COUNTERS, { may: ['read'], partitions: ['CHALLENGE#*'] }],
    },
    keys: { open: ['case', 'staff', 'profile'] },
    secret: true,
    mail: true,
  },
  'ledger-task': {
    tables: {
      // The letter to the auditor is all that it adds outside the ledger.
      cases: [{ may: ['read', 'put'], partitions: LOOSE_LETTERS }],
      // What a root signed of a chain is looked up where the index of its day does not bear it out.
      ledger: [
        { may: ['read', 'put', 'lists'], partitions: ['HEADS#*', 'ROOTS'] },
        { may: ['read'], partitions: ['CHAIN#*'] },
      ],
    },
    secret: true,
  },
};
