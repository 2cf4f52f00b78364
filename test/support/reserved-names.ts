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

export const RESERVED: readonly Reserved[] = [
  {
    name: 'eventWrites',
    of: 'shared/records/ledger.ts',
    by: /^test\/unit\/records\/ledger\.test\.ts$/,
    rule: 'events are written by commitWithEvents only',
  },
];

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
