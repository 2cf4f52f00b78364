/** Names of the hidden fields that our forms carry; the door strips them before the strict schema sees the body. */
export const FORM_FIELDS = {
  /** Signed stamp: form, language, session, time of issue (stamp.ts). */
  stamp: '_stamp',
  /** Idempotency key (G3). */
  key: '_key',
  /** Visually hidden text input that people leave empty and programs fill in. */
  trap: 'website',
} as const;

/** Largest body of any route, in bytes (api.md). */
export const BODY_LIMIT = 65_536;
/** Deepest nesting of a JSON body, and the most keys or fields of any body. */
export const DEPTH_LIMIT = 16;
export const KEYS_LIMIT = 256;
/** Most issues that one answer lists. */
export const ISSUE_LIMIT = 20;
