import type { ClockView } from '../../../shared/api/case-view.ts';
import type { StaffCaseView } from '../../../shared/api/desk.ts';
import { dutyFacts } from '../../../shared/domain/breaches/duties.ts';
import type { DutyState } from '../../../shared/domain/breaches/own.ts';
import type { Tone } from '../../../shared/domain/cases/type.ts';
import { ADDRESSES } from '../../../shared/http/pages/addresses.ts';
import { clockMoment, timeLeftText } from '../../../shared/http/pages/clock-end.tsx';
import type { DeskContext } from '../../../shared/http/pages/context.ts';
import { Icon } from '../../../shared/http/pages/icons.tsx';
import { Tag } from '../../../shared/http/pages/status-tag.tsx';
import { ROOM_WORDS } from '../../../shared/http/pages/texts/breach-room.ts';
import type { Language } from '../../../shared/language.ts';
import { breachWord } from '../../../shared/words/breach-names.ts';
import { capital } from '../../../shared/words/capital.ts';
import { noticeStands } from './notice-stands.ts';

interface Props {
  readonly view: StaffCaseView;
  readonly context: DeskContext;
}

const TONES: { readonly [state in DutyState['state']]: Tone } = {
  open: 'warn',
  done: 'good',
  declined: 'bad',
};

/** The breach room: what is owed, by when, how far it is, and where it is done (B1–B5). */
export function BreachRoom({ view, context }: Props) {
  const { language, at } = context;
  const words = ROOM_WORDS[language];
  const { duties = [] } = view;
  const over = duties.filter(({ state }) => state !== 'open').length;
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{words.title}</h2>
      {view.drill === true && <p class="note warn">{words.drill}</p>}
      <p>{words.progress(over, duties.length)}</p>
      <ol class="duties">
        {duties.map((duty) => {
          const clock = view.clocks.find(({ id }) => id === duty.duty);
          return (
            <li key={duty.duty} class={late(clock, at) ? 'late' : duty.state}>
              <p>
                <b id={duty.duty}>{breachWord('duties', duty.duty, language)}</b>{' '}
                <Tag tone={late(clock, at) ? 'bad' : TONES[duty.state]}>
                  {breachWord('duty', duty.state, language)}
                </Tag>
              </p>
              <p>{stands(duty, view, language)}</p>
              <p class="soft">{clock ? clockWords(clock, at, language) : words.noClock}</p>
              <Ways duty={duty} view={view} context={context} />
            </li>
          );
        })}
      </ol>
      {context.staff.role !== 'agent' && (
        <p>
          <a href={ADDRESSES.breachReport(view.reference)}>
            {words.report} <Icon name="arrow" />
          </a>
        </p>
      )}
    </section>
  );
}

const late = (clock: ClockView | undefined, at: number): boolean =>
  clock?.state === 'missed' ||
  (clock?.state === 'running' && clock.due !== null && Date.parse(clock.due) <= at);

/** How a clock stands, counting down in words. */
function clockWords({ state, due }: ClockView, at: number, language: Language): string {
  const words = ROOM_WORDS[language];
  const until = clockMoment(due, language);
  if (state !== 'running' || due === null) return words.clock[state === 'running' ? 'stopped' : state](until);
  return words.running(capital(timeLeftText(at, Date.parse(due), language)), until);
}

/** Where a duty stands, in one sentence. */
function stands(duty: DutyState, view: StaffCaseView, language: Language): string {
  const words = ROOM_WORDS[language];
  if (dutyFacts(duty.duty).notice) return noticeStands(view, duty.duty, language);
  if (duty.ground !== undefined) return words.declined(breachWord('grounds', duty.ground, language));
  if (duty.filedAt === undefined) return words.untold;
  return words.told(clockMoment(duty.filedAt, language), duty.told ?? 0, duty.notReached ?? 0);
}

/** Where it is done, for who may do it. */
function Ways({ duty: { duty, state }, view, context }: Props & { readonly duty: DutyState }) {
  const words = ROOM_WORDS[context.language];
  const { notice } = dutyFacts(duty);
  const may = (act: string) => state === 'open' && view.acts.includes(act);
  const ways: readonly (readonly [shown: boolean, href: string, label: string])[] = [
    [notice, ADDRESSES.notice(view.reference, duty), words.notice],
    [notice && may('file'), ADDRESSES.act(view.reference, 'file'), words.file],
    [!notice && may('told'), ADDRESSES.act(view.reference, 'told'), words.tell],
    [may('decline'), ADDRESSES.act(view.reference, 'decline'), words.decline],
  ];
  const open = ways.filter(([shown]) => shown);
  if (open.length === 0) return null;
  return (
    <p class="ways">
      {open.map(([, href, label]) => (
        <a key={label} href={href} aria-describedby={duty}>
          {label}
        </a>
      ))}
    </p>
  );
}
