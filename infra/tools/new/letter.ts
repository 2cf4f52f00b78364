import { CannotBegin, namesOf, type Plan, type Planned, type ReadFile, withEntry } from './plan.ts';

/** What a letter to such a reader is begun with: which facts, what it is made of, and how its table makes that. */
interface Begun {
  readonly facts: string;
  /** Its table, and what stands behind the entries of it. */
  readonly table: string;
  readonly anchor: string;
  readonly templates: string;
  readonly maker: (template: string) => string;
  /** Names that its template takes of the room, and what it is made of. */
  readonly imports: string;
  readonly content: string;
  readonly subject: (language: 'ru' | 'en') => string;
  readonly first: (language: 'ru' | 'en') => string;
  readonly sample: string;
}

const NO_CASE = {
  ru: 'О Вашей учётной записи',
  en: 'About your account',
} as const;

const READERS: Readonly<Record<string, Begun>> = {
  requester: {
    facts: 'TO_REQUESTER',
    table: 'shared/letters/printed-letters.ts',
    anchor: '};\n\nexport const isPrinted',
    templates: './templates',
    maker: (template) => `letter(${template}, datesAndLink)`,
    imports: `import type { CaseFacts } from '../content.ts';
import { blocks, link, paragraph } from '../document.ts';
import { claimSubject, greeting, opening, type Template } from './template.ts';`,
    content: 'readonly case: CaseFacts;\n  readonly statusUrl: string;',
    subject: (language) => `claimSubject(content.case.reference, '${language}')`,
    first: (language) => `opening(content.case.reference, head),\n      greeting('${language}')`,
    sample: 'case: claim, statusUrl: STATUS_URL',
  },
  owner: {
    facts: 'TO_OWNER',
    table: 'functions/letters/owner-letters.ts',
    anchor: '};',
    templates: '../../shared/letters/templates',
    maker: (template) => `letter(${template}, signIn)`,
    imports: `import { blocks, link, paragraph } from '../document.ts';
import { dated, greeting, type Template } from './template.ts';`,
    content: 'readonly signInUrl: string;',
    subject: (language) => `'${NO_CASE[language]}'`,
    first: (language) => `dated(head),\n      greeting('${language}')`,
    sample: "signInUrl: 'https://privacy.example.com/sign-in'",
  },
  staff: {
    facts: 'TO_STAFF',
    table: 'functions/letters/staff-letters.ts',
    anchor: '};',
    templates: '../../shared/letters/templates',
    maker: (template) => `task(${template}, nothingMore)`,
    imports: `import type { StaffFacts } from '../content.ts';
import { blocks, link, paragraph } from '../document.ts';
import { caseSubject, opening, type Template } from './template.ts';`,
    content: 'readonly case: StaffFacts;',
    subject: (language) => `caseSubject(content.case.reference, '${language}')`,
    first: () => 'opening(content.case.reference, head)',
    sample: 'case: aTask',
  },
};

const LINKS = {
  requester: ['content.statusUrl', 'Страница претензии', 'Page of the claim'],
  owner: ['content.signInUrl', 'Войти', 'Sign in'],
  staff: ['content.case.deskUrl', 'Страница дела', 'Case page'],
} as const;

const words = (name: string, camel: string, pascal: string, reader: string, begun: Begun): string => {
  const [url, ru, en] = LINKS[reader as keyof typeof LINKS];
  const written = (
    language: 'ru' | 'en',
    text: string,
    label: string,
  ) => `  ${language}: (content, head) => ({
    subject: ${begun.subject(language)},
    blocks: blocks(
      ${begun.first(language)},
      paragraph('${text}'),
      link('${label}', ${url}),
    ),
  }),`;
  return `${begun.imports}

interface ${pascal}Content {
  ${begun.content}
}

/** What it tells, and when. */
export const ${camel}: Template<${pascal}Content> = {
  version: '${name}-1',
${written('ru', 'Скажите здесь, о чём письмо.', ru)}
${written('en', 'Say here what the letter tells.', en)}
};
`;
};

/** A letter: its facts, its name, its words, where its content comes from, and a sample (shared/letters/README.md). */
export function letter(name: string, read: ReadFile): Plan {
  const [reader = '', kind = ''] = name.split('/');
  const begun = Object.hasOwn(READERS, reader) ? READERS[reader] : undefined;
  if (begun === undefined)
    throw new CannotBegin(
      `"${name}": say one of ${Object.keys(READERS).join(', ')}, e.g. staff/ticket-opened`,
    );
  const { kebab, camel, pascal, words: called } = namesOf(kind);
  const template = `shared/letters/templates/${kebab}.ts`;
  return {
    files: [
      withEntry('shared/domain/letters/kinds.ts', read, {
        anchor: '} as const satisfies { readonly [kind: string]: LetterFacts };',
        entry: `  '${kebab}': ${begun.facts},\n`,
      }),
      withEntry('shared/letters/names.ts', read, {
        anchor: '} as const satisfies',
        entry: `  '${kebab}': { ru: '${called}', en: '${called}' },\n`,
      }),
      { path: template, text: words(kebab, camel, pascal, reader, begun) },
      withEntry(begun.table, read, {
        anchor: begun.anchor,
        entry: `  '${kebab}': ${begun.maker(camel)},\n`,
        imports: `import { ${camel} } from '${begun.templates}/${kebab}.ts';\n`,
      }),
      sampled(kebab, camel, begun, read),
    ],
    next: [
      `say in shared/domain/letters/kinds.ts what is particular to it, in shared/letters/names.ts what it is called, in ${template} what it tells`,
      'enter it in test/unit/requests/block-drive.test.ts: what it is to somebody whose data are blocked',
      'queue it with the change that causes it: what it carries and who reads it are of its type',
    ],
  };
}

/** Its template and a content, among the samples that all tests of letters go through. */
function sampled(kebab: string, camel: string, { sample }: Begun, read: ReadFile): Planned {
  const path = 'test/unit/letters/samples.ts';
  const { text } = withEntry(path, read, {
    anchor: '} satisfies { readonly [K in LetterKind]: Template<never> };',
    entry: `  '${kebab}': ${camel},\n`,
    imports: `import { ${camel} } from '../../../shared/letters/templates/${kebab}.ts';\n`,
  });
  return withEntry(path, () => text, { anchor: '  ];\n}', entry: `    { kind: '${kebab}', ${sample} },\n` });
}
