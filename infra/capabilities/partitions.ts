import type { TableGrant } from './manifest.ts';

/** Of the cases: any. */
export const CASES = ['CASE#*'];
/** How many cases are open. */
export const TOTALS = ['TOTALS'];
/** Letters that belong to no case and no person: digests, daily roots, and those that stand in for a letter to nobody. */
export const LOOSE_LETTERS = ['MAIL#*'];
/** A person's profile, letters (in `cases`) and sessions (in `short`). */
export const PEOPLE = ['PERSON#*'];
/** Whose an address is, by its keyed hash. */
export const ADDRESSES = ['ADDRESS#*'];
export const STAFF = ['STAFF'];
export const READS_STAFF: TableGrant = { may: ['read'], partitions: STAFF };
/** Who signs in, or comes with a token, is entered with name and address. */
export const ENTERS_STAFF: TableGrant = { may: ['read', 'put'], partitions: STAFF };
/** Reads and continues the chains of events; daily roots are another door's. */
export const LEDGER: TableGrant = { may: ['read', 'put'], partitions: ['CHAIN#*'] };
/** Versions of the policy and of consent texts, and the chain of their postings. */
export const DOCUMENTS = ['DOCUMENT#*', 'TEXT#*'];
/** Doors that post may append to the chain of postings only. */
export const POSTINGS = [...DOCUMENTS, 'CHAIN#documents'];
export const READS_TEXTS: TableGrant = { may: ['read'], partitions: DOCUMENTS };
/** Mailings: who is told, and how far it has come. */
export const NOTICES = ['NOTICE#*'];
/** A session of the desk is read, and its last use noted. */
export const DESK_SESSION: TableGrant = { may: ['read', 'put'], partitions: ['SESSION#*'] };
/** What was answered to whom already (G3). */
export const ONCE: TableGrant = { may: ['read', 'put'], partitions: ['IDEM#*'] };
/** Counters of what strangers may cause. */
export const COUNTERS: TableGrant = { may: ['read', 'count'], partitions: ['COUNT#*'] };

/** What a withdrawal asks for is added to the person's records; none of them is read. */
export const ADDS_DUTIES: TableGrant = { may: ['put'], partitions: PEOPLE };
/** Tries are counted at the challenge itself (G16). */
export const CHALLENGES: TableGrant = { may: ['read', 'put', 'count'], partitions: ['CHALLENGE#*'] };
