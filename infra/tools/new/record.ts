import { namesOf, type Plan, type ReadFile, withEntry } from './plan.ts';

/**
 * A kind of record that belongs to a person: its declaration, with an entry in the registry. Sealed content, other owners
 * and terms are said there (shared/records/README.md).
 */
export function record(name: string, read: ReadFile): Plan {
  const { kebab, camel, pascal, upper, words } = namesOf(name);
  const path = `shared/records/kinds/${kebab}.ts`;
  return {
    files: [
      {
        path,
        text: `import * as z from 'zod/mini';
import { defineKind } from './kind.ts';
import { PERSON, personPartition } from './partitions.ts';

/** Sort keys of it begin so. */
const ${upper} = '${upper.replaceAll('_', '-')}#';

const ${camel}Body = z.object({
  person: z.string(),
  /** ISO instant. */
  at: z.string(),
});

/** A person's ${words}. */
export const ${camel}Kind = /* @__PURE__ */ defineKind({
  name: '${kebab}',
  table: 'people',
  key: ({ person, id }: { readonly person: string; readonly id: string }) => ({
    pk: personPartition(person),
    sk: \`\${${upper}}\${id}\`,
  }),
  body: ${camel}Body,
  sealed: {},
  belongs: { person: { in: [PERSON], prefix: ${upper} } },
  exported: { how: 'shown', show: ({ at }) => ({ at }) },
  corrected: { how: 'never', because: 'it records what was done' },
  destroyed: { how: 'deleted' },
  kept: 'profile',
  begins: 'with-owner',
  witnessed: { how: 'no', because: 'an event names it' },
});
`,
      },
      withEntry('shared/records/kinds/registry.ts', read, {
        anchor: '} as const;',
        entry: `  '${kebab}': ${camel}Kind,\n`,
        imports: `import { ${camel}Kind } from './${kebab}.ts';\n`,
      }),
      ...[withHeldWords(kebab, words, read)],
    ],
    next: [
      `say in ${path} what is sealed and how long it is kept, in shared/http/pages/texts/held-records.ts what a person reads of ${pascal}`,
      'test/unit/account/whole-story.ts must leave one: until then the test of all kinds fails',
    ],
  };
}

/** A title in each language where the person is shown it. */
function withHeldWords(kebab: string, words: string, read: ReadFile) {
  const path = 'shared/http/pages/texts/held-records.ts';
  const text = read(path).replaceAll(/( {4}kinds: \{\n)/g, `$1      '${kebab}': '${words}',\n`);
  return { path, text, entry: true } as const;
}
