/** Bodies of law whose terms the program counts. */
export type Regime = 'ru' | 'gdpr';

/**
 * Zone in which a regime's legal dates are counted (G11): that of its law, not of a deployment. Both stand in Moscow's: the
 * terms of 152-FZ are Russian, and the controller whose GDPR terms are counted beside them sits there.
 */
export const REGIME_ZONES = {
  ru: 'Europe/Moscow',
  gdpr: 'Europe/Moscow',
} as const satisfies Record<Regime, string>;

/** A zone of legal dates. */
export type Zone = (typeof REGIME_ZONES)[Regime];

/** Zone of the Russian regime: of all its dates, of the days on pages and in letters, of the schedules. */
export const REGIME_ZONE = REGIME_ZONES.ru;

/** Its distance from UTC: without clock changes since 26 October 2014, before which no case began. */
export const REGIME_OFFSET = '+03:00';
