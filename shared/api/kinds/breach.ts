import { openDuties } from '../../domain/breaches/standing.ts';
import type { KnownCase } from '../../domain/cases/kinds.ts';
import { overdueAt } from '../../domain/clock-ends.ts';
import { formatInstant } from '../../law/date-words.ts';
import { REGIME_ZONE } from '../../law/regimes.ts';
import { RULE_NAMES } from '../../law/rule-names.ts';
import type { BreachFields } from './breach-fields.ts';
import type { Both, KindView } from './kind-view.ts';

type Breach = KnownCase<'breach'>;

/** How a breach is told of: to staff alone, nobody has asked (B1–B5). */
export const BREACH_VIEW: KindView<Breach> = {
  own: ({
    own: {
      nature,
      detectedBy,
      detectedAt,
      awareAt,
      corrected,
      systems,
      kinds,
      duties,
      drafts,
      drill,
      conclusion,
    },
  }) =>
    ({
      ...{ nature, detectedBy, detectedAt, awareAt, systems, duties },
      ...(corrected === undefined ? {} : { corrected }),
      dataKinds: kinds,
      drill: drill ?? false,
      conclusion: conclusion ?? null,
      drafts: (drafts ?? []).map(({ notice, missing, confirmed = false }) => ({
        ...{ notice, missing, confirmed },
      })),
    }) satisfies BreachFields,
  next: (body, at) => ({ ru: sentence(body, at, 'ru'), en: sentence(body, at, 'en') }) satisfies Both,
  shown: [],
  byRequester: [],
  withRequester: [],
};

/** Where we stand, in one sentence: the duty that ends first, by when, and how many are left. */
function sentence(body: Breach, at: number, language: 'ru' | 'en'): string {
  const isRu = language === 'ru';
  if (body.status === 'closed') return isRu ? 'Дело закрыто.' : 'The case is closed.';
  if (body.status === 'ready')
    return isRu
      ? 'Всё сделано или обосновано: закройте дело с выводом.'
      : 'Everything is done or declined with its ground: close the case with a conclusion.';
  const [first] = body.clocks
    .filter(({ state }) => state === 'running')
    .toSorted((a, b) => overdueAt(a) - overdueAt(b));
  const open = openDuties(body).length;
  if (first === undefined)
    return isRu ? `Осталось то, у чего нет срока: ${open}.` : `Left without a term: ${open}.`;
  const what = RULE_NAMES[first.rule][language];
  const until = formatInstant(Date.parse(first.due), REGIME_ZONE, language);
  const left = isRu ? `Всего не сделано: ${open}.` : `Not done in all: ${open}.`;
  if (overdueAt(first) <= at)
    return isRu ? `Срок истёк ${until}. ${what} ${left}` : `Overdue since ${until}. ${what} ${left}`;
  return isRu ? `До ${until}: ${lower(what)} ${left}` : `By ${until}: ${lower(what)} ${left}`;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
