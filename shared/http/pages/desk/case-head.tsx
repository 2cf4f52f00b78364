import type { CaseView } from '../../../api/case-view.ts';
import { ADDRESSES } from '../addresses.ts';
import type { DeskContext } from '../context.ts';
import { sentence } from '../date-text.tsx';
import { Icon } from '../icons.tsx';
import { termsOf } from '../kinds/table.ts';
import { StatusTag, Tag } from '../status-tag.tsx';
import { DESK_WORDS } from '../texts/desk.ts';
import { STATUS_WORDS } from '../texts/status.ts';
import { deskKind } from './kinds/table.ts';

interface Props {
  readonly view: CaseView;
  readonly context: DeskContext;
  /** On pages below the case: the reference leads back to it. */
  readonly below?: string;
}

/** Reference, state and marks of a case, and in one sentence what happens next and by when. */
export function CaseHead({ view, context, below }: Props) {
  const { language } = context;
  const words = DESK_WORDS[language];
  const link = ADDRESSES.deskCase(view.reference);
  return (
    <header class="case-head">
      <p>
        <a class="back" href={below === undefined ? ADDRESSES.desk : link}>
          <Icon name="back" />
          {below === undefined ? words.back : STATUS_WORDS[language].title(view.reference)}
        </a>
      </p>
      <h1 class={below === undefined ? 'ref' : undefined}>{below ?? view.reference}</h1>
      <p class="tags">
        <span class="kind">{termsOf(view.kind, language, context).kind}</span>
        <StatusTag of={view} context={context} />
        {view.overdue && <Tag tone="bad">{STATUS_WORDS[language].overdue}</Tag>}
        {view.held && <Tag tone="warn">{words.held}</Tag>}
        {deskKind(view.kind, context)
          .marks?.(view, language)
          .map((mark) => (
            <Tag key={mark} tone="warn">
              {mark}
            </Tag>
          ))}
        {view.triage && <Tag tone="warn">{words.triage}</Tag>}
      </p>
      <p class="next-line">{sentence(view.next)}</p>
    </header>
  );
}
