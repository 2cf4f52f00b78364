import { namesOf, type Plan, type Planned, type ReadFile, withEntry } from './plan.ts';

const SAMPLES = 'test/unit/letters/samples.ts';

/** A letter to the owner of a record: facts, name, template and what it is made from, with a sample (shared/letters/README.md). */
export function letter(name: string, read: ReadFile): Plan {
  const { kebab, camel, pascal, words } = namesOf(name);
  const template = `shared/letters/templates/${kebab}.ts`;
  const imports = (up: string) => `import { ${camel} } from '${up}shared/letters/templates/${kebab}.ts';\n`;
  const listed = withEntry(SAMPLES, read, {
    anchor: '} satisfies { readonly [K in LetterKind]: Template<never> };',
    entry: `  '${kebab}': ${camel},\n`,
    imports: imports('../../../'),
  });
  const files: readonly Planned[] = [
    withEntry('shared/domain/letters/kinds.ts', read, {
      anchor: '} as const satisfies { readonly [kind: string]: LetterFacts };',
      entry: `  /** About: ${words}. */\n  '${kebab}': TO_OWNER,\n`,
    }),
    withEntry('shared/letters/names.ts', read, {
      anchor: '} as const satisfies',
      entry: `  '${kebab}': { ru: 'Письмо: ${words}', en: 'Letter: ${words}' },\n`,
    }),
    {
      path: template,
      text: `import { blocks, link, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';

/** What it says beside the words. */
interface ${pascal}Content {
  readonly signInUrl: string;
}

/** About: ${words}. */
export const ${camel}: Template<${pascal}Content> = {
  version: '${kebab}-1',
  ru: ({ signInUrl }, head) => ({
    subject: 'Письмо: ${words}',
    blocks: blocks(
      dated(head),
      greeting('ru'),
      link('Войти', signInUrl),
      paragraph(\`Вопросы: \${head.operator.email}.\`),
    ),
  }),
  en: ({ signInUrl }, head) => ({
    subject: 'Letter: ${words}',
    blocks: blocks(
      dated(head),
      greeting('en'),
      link('Sign in', signInUrl),
      paragraph(\`Questions: \${head.operator.email}.\`),
    ),
  }),
};
`,
    },
    withEntry('functions/letters/owner-letters.ts', read, {
      anchor: '};\n',
      entry: `  '${kebab}': letter(${camel}, signIn),\n`,
      imports: imports('../../'),
    }),
    withEntry(SAMPLES, () => listed.text, {
      anchor: '  ];\n}',
      entry: `    { kind: '${kebab}', signInUrl: 'https://privacy.example.com/sign-in' },\n`,
    }),
  ];
  return {
    files,
    next: [
      `say what it tells in ${template} and shared/letters/names.ts, in both languages`,
      'what it carries, and what makes it no news any more: its facts in shared/domain/letters/kinds.ts',
      'what it is made from: functions/letters/owner-letters.ts',
      `queue it where something happens: { id, kind: '${kebab}', to: 'owner' } among the letters of a decision`,
      'for other readers see shared/letters/README.md',
    ],
  };
}
