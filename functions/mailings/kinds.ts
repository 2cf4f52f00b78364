import type { PersonLetter } from '../../shared/domain/letters/new-letter.ts';
import type { MailingBody } from '../../shared/domain/mailings/mailing.ts';
import { hasAccount, type ProfileBody } from '../../shared/domain/registration/person.ts';
import type { Draft } from '../../shared/letters/maker.ts';
import { policyLetter } from '../../shared/letters/policy-letter.ts';
import type { RuntimeSettings } from '../../shared/settings.ts';

type About = MailingBody['about'];

/** What there is to know of a kind of mailing: whom it is for, and what they read. */
interface MailingOf<A extends About> {
  /** Whether somebody is among them, by what was so at `at` (ISO): facts that came later decide nothing. */
  readonly isFor: (profile: ProfileBody, mailing: MailingBody & { readonly about: A }, at: string) => boolean;
  readonly letter: (mailing: MailingBody & { readonly about: A }) => PersonLetter;
  readonly draft: (mailing: MailingBody & { readonly about: A }, settings: RuntimeSettings) => Draft;
}

const policyData = ({ id, about: { change, startsAt } }: MailingBody) => ({
  ...{ version: id, change, starts: startsAt },
});

/** A kind that is missing here does not compile. */
export const MAILINGS: { readonly [K in About['is']]: MailingOf<Extract<About, { readonly is: K }>> } = {
  'policy-version': {
    // Who acknowledged the version itself is not told of it (P3).
    isFor: ({ state, confirmedAt = '', policy }, { id }, at) =>
      hasAccount({ state }) && confirmedAt <= at && !(policy.version === id && policy.at <= at),
    letter: (mailing) => ({
      ...{ id: mailing.id, kind: 'policy-changed', to: 'owner', data: policyData(mailing) },
    }),
    draft: (mailing, settings) => policyLetter(policyData(mailing), settings),
  },
};
