/**
 * Stands in for `preact` in the bundles (see ballast.ts): what `preact/jsx-runtime` and `preact-render-to-string` take from
 * it. The other 10 KB keep a browser's document up to date, which no door does. A test renders the same tree with both.
 */

/** How preact 11 marks its nodes; what came from JSON has no symbols, so it is text and never markup. */
const NODE = Symbol.for('pv');

/** Hooks into rendering; there are none. */
export const options: Readonly<Record<string, unknown>> = {};

/** A node; `preact-render-to-string` makes the root of a tree with it. Elements come from the JSX runtime. */
export const h = (type: unknown, props: object | null) => ({
  type,
  props: { ...props },
  key: undefined,
  ref: undefined,
  __k: null,
  __: null,
  __b: 0,
  __e: null,
  __c: null,
  constructor: NODE,
  __v: 0,
  __i: -1,
  __u: 0,
});

export const isValidElement = (node: { readonly constructor?: unknown } | null | undefined): boolean =>
  node?.constructor === NODE;

export const Fragment = ({ children }: { readonly children?: unknown }): unknown => children;
