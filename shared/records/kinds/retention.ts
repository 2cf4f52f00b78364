/**
 * How long records are kept and on which ground (E1). Terms are ISO durations; `null` has no end. A kind of record
 * names one of these; what is due is found by the retention sweep, native expiry of `short` is a backstop.
 */
export const RETENTION = {
  /** Claims and requests with their letters: until claims arising from them are time-barred. */
  'case-file': { term: 'P3Y', from: 'closed', ground: 'Civil Code 196: general limitation of three years' },
  /** Events, chain heads, roots: ids, codes and hashes only, no personal data. */
  audit: { term: null, from: 'written', ground: '152-FZ 18.1, 21(7): proof that duties were met' },
  /** A task token is worthless once its wait has ended. */
  wait: { term: 'P0D', from: 'closed', ground: 'needed while the workflow waits' },
  /** Directory of staff: names and addresses of those who work cases. */
  staff: {
    term: 'P3Y',
    from: 'last-seen',
    ground: 'Labour Code 86: proof of who acted, as long as case files',
  },
  /** Until closed; a registration that nobody confirmed for seven days only (R2), which the sweep sees to. */
  profile: {
    term: 'P0D',
    from: 'closed',
    ground: '152-FZ 6(1)(5): contract on the account, until it is closed',
  },
  'person-session': { term: 'P90D', from: 'written', ground: '152-FZ 19: security of the account (T1)' },
  session: { term: 'PT12H', from: 'written', ground: 'contract: needed while signed in' },
  challenge: { term: 'P1D', from: 'written', ground: 'needed to check a code' },
  idempotency: { term: 'P2D', from: 'written', ground: 'needed to answer a repeated request alike (G3)' },
  counter: { term: 'P2D', from: 'written', ground: '152-FZ 19: defence against mass submission' },
} as const satisfies Record<
  string,
  { readonly term: string | null; readonly from: 'closed' | 'written' | 'last-seen'; readonly ground: string }
>;
export type RetentionRule = keyof typeof RETENTION;
