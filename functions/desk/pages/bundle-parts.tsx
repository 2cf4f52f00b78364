import type { ComponentChildren } from 'preact';
import { ColumnHeads } from '../../../shared/http/pages/column-heads.tsx';
import { dateWords } from '../../../shared/http/pages/date-text.tsx';
import { Fact } from '../../../shared/http/pages/fact-list.tsx';
import { type Terms, termsOf } from '../../../shared/http/pages/kinds/table.ts';
import type { Material } from '../bundle-material.ts';
import type { BundleKind } from './bundle-kind.ts';
import { BUNDLE_WORDS } from './bundle-words.ts';

/** A date, or an instant on the clock of Moscow (G11). */
export const when = (value: string, { body: { language } }: Material): string =>
  dateWords(value, language, true);

/** The words of the kind of the case, in its language. */
export const termsIn = (kind: BundleKind, { body }: Material): Terms =>
  termsOf(body.kind, body.language, { kinds: { [body.kind]: kind.page } });

/** A code of a reason in words: why staff read, or how it was decided. */
export function reasonWords(code: string, of: Material, kind: BundleKind): string {
  const known: Readonly<Record<string, string>> = BUNDLE_WORDS[of.body.language].readReason;
  return known[code] ?? termsIn(kind, of).reason(code) ?? code;
}

/** Who did it, by name. */
export function who(by: string, { body, names }: Material): string {
  const { by: known } = BUNDLE_WORDS[body.language];
  if (by === 'requester' || by === 'system') return known[by];
  const sub = by.replace(/^staff:/, '');
  const name = names.get(sub);
  return name === undefined ? sub : `${name} (${sub})`;
}

export type Row = readonly [name: string, value: string | undefined];

/** Facts that are there, as terms and texts. */
export function Facts({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(([name, value]) => (
        <Fact key={name} term={name} look="words">
          {value}
        </Fact>
      ))}
    </dl>
  );
}

/** Rows under their heads. */
export function Table(props: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}) {
  return (
    <table>
      <ColumnHeads names={props.head} />
      <tbody>
        {props.rows.map((row, index) => (
          <tr key={index}>
            {row.map((value, column) => (
              <td key={column} class="words">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
