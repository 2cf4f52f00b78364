import { parseSync, Visitor } from 'oxc-parser';
import { type Breach, lineOf, targetOf } from './house-rules.ts';

/** An export that few files may import by name; the rest of its file is anybody's. */
interface Reserved {
  readonly name: string;
  readonly of: string;
  /** Who may. */
  readonly by: RegExp;
  readonly rule: string;
}

/** Records of people and cases; what is sealed under a key of the program itself: waits, sessions. */
const OPENERS =
  /^shared\/(records\/(access|case-file|person-file|open-person|open-act|publications|staff-directory|waits)|identity\/(desk|person)-sessions)\.ts$|^test\//;

export const RESERVED: readonly Reserved[] = [
  {
    name: 'eventWrites',
    of: 'shared/records/ledger.ts',
    by: /^test\/unit\/records\/ledger\.test\.ts$/,
    rule: 'events are written by commitWithEvents only',
  },
  ...['open', 'openJson'].map((name) => ({
    name,
    of: 'shared/records/sealing.ts',
    by: OPENERS,
    rule: 'personal data are opened for a purpose that is named',
  })),
];

/** Where a data key may be unwrapped: whoever wants one says whose data it opens, for what and when. */
export const UNWRAPPING = 'shared/records/opening.ts';

/** Data keys that are unwrapped past the purposes. */
export function unwrapBreaches(file: string, source: string): readonly Breach[] {
  if (file === UNWRAPPING || !/^(shared|functions)\//.test(file)) return [];
  const breaches: Breach[] = [];
  const add = (start: number) =>
    breaches.push({
      file,
      line: lineOf(source, start),
      rule: 'data keys are unwrapped for a purpose that is named',
      what: 'unwrap',
    });
  const named = (key: { readonly type: string }): boolean =>
    ('name' in key && key.name === 'unwrap') || ('value' in key && key.value === 'unwrap');
  new Visitor({
    MemberExpression({ property, start }) {
      if (named(property)) add(start);
    },
    ObjectPattern({ properties }) {
      for (const one of properties) if (one.type === 'Property' && named(one.key)) add(one.start);
    },
  }).visit(parseSync(file, source).program);
  return breaches;
}

/** Names that a file imports or hands on, with the file they come from; `*` for all of them at once. */
function namesIn(file: string, source: string): readonly { target: string; name: string; line: number }[] {
  const { module, program } = parseSync(file, source);
  const found: { target: string; name: string; start: number }[] = [
    ...module.staticImports.flatMap(({ moduleRequest, entries, start }) =>
      entries.map(({ importName }) => ({
        target: moduleRequest.value,
        name: importName.name ?? '*',
        start,
      })),
    ),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest, importName }) =>
        moduleRequest ? [{ target: moduleRequest.value, name: importName.name ?? '*', start }] : [],
      ),
    ),
  ];
  new Visitor({
    ImportExpression({ source: from, start }) {
      if (from.type === 'Literal' && typeof from.value === 'string')
        found.push({ target: from.value, name: '*', start });
    },
  }).visit(program);
  return found.map(({ target, name, start }) => ({
    target: targetOf(file, target),
    name,
    line: lineOf(source, start),
  }));
}

/** Imports of what is reserved for others. */
export function reservedBreaches(file: string, source: string): readonly Breach[] {
  const names = namesIn(file, source);
  return RESERVED.filter(({ by }) => !by.test(file)).flatMap(({ name, of, rule }) =>
    names
      .filter((one) => one.target === of && (one.name === name || one.name === '*'))
      .map((one) => ({ file, line: one.line, rule, what: `${name} of ${of}` })),
  );
}
