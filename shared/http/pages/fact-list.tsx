import type { ComponentChildren } from 'preact';

/** Terms and what they say; `small`: beside the main text. */
export function FactList({
  small = false,
  children,
}: {
  readonly small?: boolean;
  readonly children: ComponentChildren;
}) {
  return <dl class={small ? 'facts small' : 'facts'}>{children}</dl>;
}

interface FactProps {
  readonly term: string;
  /** Without it the whole row is left out. */
  readonly children?: ComponentChildren;
  /** `words`: as somebody typed it, line ends kept. */
  readonly look?: 'words' | 'words soft';
}

/** One term of a list with its value; none where the value is undefined. */
export function Fact({ term, look, children }: FactProps) {
  if (children === undefined) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd class={look}>{children}</dd>
    </div>
  );
}

/** A list of what somebody typed, or of short words: a row for each value that is there. */
export function WordFacts({
  rows,
}: {
  readonly rows: readonly (readonly [term: string, value: ComponentChildren])[];
}) {
  return (
    <FactList>
      {rows.map(([term, value]) => (
        <Fact key={term} term={term} look="words">
          {value}
        </Fact>
      ))}
    </FactList>
  );
}
