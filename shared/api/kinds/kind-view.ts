import type { CaseBody } from '../../domain/cases/case.ts';

/** One text in both languages. */
export type Both = Readonly<Record<'ru' | 'en', string>>;
/** Who reads of a case. */
export type Reader = 'requester' | 'staff';

/** How cases of one kind are told of: what its states mean to people, and what only they have. */
export interface KindView<Body extends CaseBody = CaseBody> {
  /** What views have beside what all cases have. */
  own(body: Body): Readonly<Record<string, unknown>>;
  /** What happens next with the case and by when, in one sentence (quality.md, For people). `at` in epoch ms. */
  next(body: Body, at: number, reader: Reader): Both;
  /** The case as its requester is to see it, where that is not as it is (S9). */
  forRequester?(body: Body): Body;
  /** Acts of its kind that this case has no use for as it stands; none when absent (D1). */
  needless?(body: Body): readonly string[];
  /** Its own events that its requester may see, and which of them the requester has caused. */
  readonly shown: readonly string[];
  readonly byRequester: readonly string[];
  /** Acts that are the requester's. */
  readonly withRequester: readonly string[];
}
