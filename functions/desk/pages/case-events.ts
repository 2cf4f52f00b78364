import type { EventView } from '../../../shared/api/case-view.ts';
import { MILESTONES } from '../../../shared/domain/milestones.ts';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { CASE_WORDS } from '../../../shared/http/pages/texts/case-words.ts';
import { DESK_WORDS } from '../../../shared/http/pages/texts/desk.ts';
import type { TimelineEntry } from '../../../shared/http/pages/timeline.tsx';

/** A member of staff by OIDC subject: the name from the directory, else the subject itself. `staff:` before it is taken off. */
export function staffName(by: string, { directory, staff, language }: DeskContext): string {
  const sub = by.replace(/^staff:/, '');
  const name = directory.find((person) => person.sub === sub)?.name ?? sub;
  return sub === staff.sub ? `${name} (${DESK_WORDS[language].you})` : name;
}

function actor(by: string, context: DeskContext): string {
  const words = CASE_WORDS[context.language].by;
  if (by === 'requester') return words.requester;
  return by === 'system' ? words.system : staffName(by, context);
}

/** An event of the case's history as a line of the timeline: who, and the milestone, letter or reason. */
export function eventEntry(event: EventView, context: DeskContext): TimelineEntry {
  const terms = CASE_WORDS[context.language];
  const { type, data, reason } = event;
  const milestone = MILESTONES.find((name) => name === data?.['milestone']);
  const kind = Object.entries(terms.letter).find(([name]) => name === data?.['kind'])?.[1];
  const title = type === 'milestone' && milestone ? terms.milestone[milestone] : terms.event[type];
  const note = [kind, reason?.text ?? '', actor(event.by, context)].filter(Boolean).join(' · ');
  return { at: event.at, title: title.charAt(0).toUpperCase() + title.slice(1), note };
}
