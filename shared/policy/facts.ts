import type { Both } from './bilingual.ts';

/** Who processes data for the company by contract: a person is told name, address and country (14(7)(9)). */
export interface Processor {
  /** As whom the policy names it. */
  readonly recipient: 'hosting' | 'mail';
  readonly name: Both;
  readonly postalAddress: Both;
  /** ISO 3166, two letters. */
  readonly country: string;
}

/** Facts of a deployment that the texts state; the runtime settings (shared/settings.ts) have them all, and more. */
export interface PolicyFacts {
  readonly baseUrl: string;
  /** Origins of the company's sites. */
  readonly sites: readonly string[];
  readonly operator: {
    readonly name: Both;
    readonly postalAddress: Both;
    readonly email: string;
    readonly inn?: string | undefined;
  };
  /** Absent: nobody but the company itself. */
  readonly processors?: readonly Processor[] | undefined;
  readonly retention: { readonly claimFileYears: number; readonly technicalDays: number };
  /** Whether data of Russian citizens are collected, and the database outside this program that records them first. */
  readonly residency?:
    | { readonly russianCitizens: boolean; readonly database?: string | undefined }
    | undefined;
}
