import type { Change } from '../../shared/domain/cases/change.ts';
import { letterDelivered, letterSent } from '../../shared/domain/cases/letters.ts';
import type { CaseState } from '../../shared/domain/cases/type.ts';
import type { LetterBody } from '../../shared/domain/letters/letter.ts';
import { owingNews } from '../../shared/domain/letters/lost.ts';
import { type Outcome, type Told, told } from '../../shared/domain/letters/state.ts';
import { noted, personNews, returned } from './case-news.ts';
import { inTurn, settle } from './commit.ts';
import type { LetterDeps } from './deps.ts';
import { flagAddress } from './flag-address.ts';
import { keyOfAddress, readLetter } from './letter-file.ts';
import type { MailNews } from './mail-events.ts';

/**
 * Takes what the mail service tells of a letter (K4, N4): delivered closes an answered case, a bounce of the answer
 * reopens it. Duplicates, events out of order and letters that are not ours change nothing.
 */
export async function tellOutcome(news: MailNews, deps: LetterDeps): ReturnType<typeof settle> {
  const at = deps.now();
  const letter = await readLetter(deps.records, keyOfAddress(news.letter), at);
  if (letter === undefined) {
    deps.report('letter-unknown', {});
    return 'nothing';
  }
  // News of a first letter that was followed by another: they say nothing about the one that lies there now.
  if (letter.state.body.id !== news.letter.id) return 'replaced';
  return settle(letter, at, deps, async (state, file) => {
    const news_ = told(state, news.outcome, news);
    if (news_ === undefined) return undefined;
    const { body } = news_.state;
    if (news_.became === 'bounced' && body.to !== 'requester' && body.person === undefined)
      deps.report('staff-address-returned', { case: body.reference });
    return {
      letter: owingNews(state, news_.state, at),
      change: file && caseChange(file.state, state.body, news_, news, deps.newId),
      // Only a hard bounce says that the address takes no mail.
      more: body.bounced === 'permanent' ? await flagAddress(body, at, deps) : [],
      events: [
        ...(news_.sentFirst ? personNews('letter-sent', body) : []),
        ...personNews(`letter-${news_.became}`, body),
      ],
    };
  });
}

/** The case's part: the sending first if our own record of it came too late, then what was told. */
function caseChange(
  state: CaseState,
  before: LetterBody,
  { state: { body }, sentFirst, became }: Told,
  news: MailNews,
  newId: () => string,
): Change {
  const sent = sentFirst ? [(now: CaseState) => letterSent(now, body, news.sentAt)] : [];
  switch (became) {
    case 'delivered':
      return inTurn(state, ...sent, (now) => letterDelivered(now, body, news.at));
    case 'complained':
      // Who complains of a letter has received it, even if that event got lost.
      return inTurn(
        state,
        ...sent,
        ...(before.status === 'delivered' ? [] : [(now: CaseState) => letterDelivered(now, body, news.at)]),
        noted('letter-complained', body),
      );
    case 'bounced': {
      const why = whyOf(news.outcome);
      // Who is to act was told when it first came back.
      if (before.status === 'bounced') return noted('letter-bounced', body, { why })(state);
      return inTurn(state, ...sent, (now) => returned(now, body, news.at, why, newId));
    }
  }
}

const whyOf = (outcome: Outcome) => ('why' in outcome ? outcome.why : outcome.type);
