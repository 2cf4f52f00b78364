import type { CaseKind } from '../../../shared/domain/cases/names.ts';
import { BREACH_BUNDLE } from './breach-bundle.tsx';
import type { BundleKind, BundleKinds } from './bundle-kind.ts';
import { CLAIM_BUNDLE } from './claim-bundle.tsx';
import { REQUEST_BUNDLE } from './request-bundle.tsx';

/** The kinds of case as their files show them. */
export const BUNDLE_KINDS: BundleKinds = {
  claim: CLAIM_BUNDLE,
  request: REQUEST_BUNDLE,
  breach: BREACH_BUNDLE,
} satisfies {
  readonly [K in CaseKind]: BundleKind;
};
