/** Names of the hidden fields that our forms carry; the door strips them before the strict schema sees the body. */
export const FORM_FIELDS = {
  /** Signed stamp: form, language, session, time of issue (stamp.ts). */
  stamp: '_stamp',
  /** Idempotency key (G3). */
  key: '_key',
  /**
   * Text input that nobody sees and programs fill in. No browser and no password manager knows the word: what they look for
   * in names and labels is an address, a telephone, a company, a web site, a card, a code (test/unit/http/trap.test.ts).
   */
  trap: 'topic',
} as const;

/** Deepest nesting of a JSON body, and the most keys or fields of any body. */
export const DEPTH_LIMIT = 16;
export const KEYS_LIMIT = 256;
/** Most issues that one answer lists. */
export const ISSUE_LIMIT = 20;
