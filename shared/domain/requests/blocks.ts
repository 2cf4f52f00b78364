import { runningClocks } from '../cases/clocks.ts';
import type { Block } from '../consent/block.ts';
import type { BlockKind } from '../consent/block-kinds.ts';
import type { Part, RequestOwn } from './own.ts';
import { partFacts } from './parts.ts';
import type { RequestBody } from './standing.ts';

type Asked = Pick<RequestBody, 'own' | 'clocks' | 'answers' | 'answerTo'>;

/**
 * Which blocks a request wants to stand now, at most one of a kind (S4). It is a matter of its body alone: whoever commits a
 * change of it need not think of blocks. An authority's allegation is a part like anybody's; what it only wants to know
 * blocks nothing.
 */
export function blocksWanted(body: Asked): readonly Block[] {
  const { own } = body;
  const scope = scopeOf(own);
  if (scope === undefined || own.joinedTo !== undefined) return [];
  const kinds: readonly BlockKind[] = [
    ...own.parts.flatMap((part) => {
      const kind = partFacts(part.part).blocks;
      return kind !== undefined && isChecked(body, part) ? [kind] : [];
    }),
    ...(runningClocks(body).some(({ id }) => id.endsWith('.later')) ? (['destruction'] as const) : []),
  ];
  return [...new Set(kinds)].map((kind) => ({ kind, scope }));
}

/** Fully once it is known who asks; before that as a precaution; not at all where the owner disowned it, or nobody proved it. */
function scopeOf({ by, proof: { state } }: RequestOwn): Block['scope'] | undefined {
  if (state === 'proven' || by === 'operator') return 'full';
  return state === 'unproven' ? 'precautionary' : undefined;
}

/** Whether what a part alleges is still to be checked, or what was found still to be put right. */
function isChecked(body: Asked, part: Part): boolean {
  if (part.found === 'unlawful') return runningClocks(body).some(({ id }) => RIGHTED.includes(id));
  if (part.state === 'withdrawn') return false;
  if (part.state === 'asked' && part.lifted === undefined) return true;
  return body.own.regimes.includes('gdpr') && !isTold(body, part);
}

/** Clocks that run until what was found to be used unlawfully is destroyed or made lawful. */
const RIGHTED = ['complaint.destroy', 'complaint.gdpr-erase', 'complaint.later'];

/** Under the GDPR the person is told before a restriction is lifted (18(3)): the answer, or the notice, has left. */
const isTold = ({ answers = [], answerTo }: Asked, { part, lifted }: Part): boolean =>
  answerTo === undefined ||
  answers.some(
    ({ letter, by, parts, sentAt, post }) =>
      (sentAt !== undefined || post !== undefined) &&
      (letter === lifted || (ANSWERS.includes(by) && parts?.includes(part) === true)),
  );

const ANSWERS = ['answered', 'refused'];
