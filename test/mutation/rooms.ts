/** Rooms whose code is changed one spot at a time, and the tests that must notice (quality.md: 85 % each). */
export interface Room {
  /** What is changed. */
  readonly files: string;
  /** What it is tried against. */
  readonly tests: readonly string[];
}

/**
 * Left out of the tests is what starts programs of its own (they would run the code unchanged), what measures time (changed
 * code is slower) and one loop of a second: with hundreds of constants that only a fresh start can change, each second
 * counts by the quarter of an hour.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  law: { files: 'shared/law/**/*.ts', tests: ['test/unit/law/**/*.test.ts'] },
  requests: {
    files: 'shared/domain/requests/*.ts',
    tests: [
      'test/unit/requests/**/*.test.ts',
      'test/unit/erasures/**/*.test.ts',
      'test/unit/exports/**/*.test.ts',
    ],
  },
  breaches: { files: 'shared/domain/breaches/*.ts', tests: ['test/unit/breaches/**/*.test.ts'] },
  domain: {
    files: 'shared/domain/{*.ts,!(requests|breaches)/**/*.ts}',
    tests: [
      'test/unit/domain/**/*.test.ts',
      'test/unit/consent/{decide,events,may,properties,purpose,receipt,withdrawal}.test.ts',
      'test/unit/policy/versions.test.ts',
      'test/unit/registration/**/*.test.ts',
      'test/unit/letters/**/*.test.ts',
      'test/unit/claims/**/*.test.ts',
    ],
  },
  records: {
    files: 'shared/records/**/*.ts',
    tests: [
      'test/unit/records/**/*.test.ts',
      'test/contract/**/*.test.ts',
      'test/unit/{account,claims,consent,desk,letters,outbox,policy,publication,registration}/**/*.test.{ts,tsx}',
    ],
  },
  checks: {
    files: 'shared/http/checks*.ts',
    tests: ['test/unit/http/**/*.test.{ts,tsx}', 'test/security/http-*.test.{ts,tsx}'],
  },
};

/** Share of the changes that the tests of a room must notice. */
export const WANTED = 0.85;
