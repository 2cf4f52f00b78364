import type { Both } from './bilingual.ts';

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
  readonly retention: { readonly claimFileYears: number; readonly technicalDays: number };
  /** Whether data of Russian citizens are collected, and the database outside this program that records them first. */
  readonly residency?:
    | { readonly russianCitizens: boolean; readonly database?: string | undefined }
    | undefined;
}
