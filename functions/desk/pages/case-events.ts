import type { EventView } from '../../../shared/api/case-view.ts';
import { LETTER_KINDS } from '../../../shared/domain/letters/kinds.ts';
import { MILESTONE_NAMES } from '../../../shared/domain/milestone-names.ts';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { staffName } from '../../../shared/http/pages/desk/staff-name.ts';
import { termsOf } from '../../../shared/http/pages/kinds/table.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import type { TimelineEntry } from '../../../shared/http/pages/timeline.tsx';
import { LETTER_NAMES } from '../../../shared/letters/names.ts';

function actor(by: string, context: DeskContext): string {
  const words = CASE_WORDS[context.language].by;
  if (by === 'requester') return words.requester;
  return by === 'system' ? words.system : staffName(by, context);
}

/** An event of the case's history as a line of the timeline: who, and the milestone, letter or reason. */
export function eventEntry(event: EventView, of: string, context: DeskContext): TimelineEntry {
  const terms = CASE_WORDS[context.language];
  const { type, data, reason } = event;
  const milestone = MILESTONE_NAMES.find((name) => name === data?.['milestone']);
  const kind = LETTER_KINDS.find((name) => name === data?.['kind']);
  const letter = kind === undefined ? '' : LETTER_NAMES[kind][context.language];
  const title =
    type === 'milestone' && milestone
      ? terms.milestone[milestone]
      : termsOf(of, context.language, context).event(type);
  const note = [letter, reason?.text ?? '', actor(event.by, context)].filter(Boolean).join(' · ');
  return { at: event.at, title: title.charAt(0).toUpperCase() + title.slice(1), note };
}
