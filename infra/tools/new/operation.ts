import { DOORS } from '../../../shared/names.ts';
import { operationOf, pageOf, routesOf } from './operation-done.ts';
import { placeOf } from './operation-place.ts';
import { apiOf, decisionOf, testOf, wordsOf } from './operation-said.ts';
import { type Plan, type Planned, type ReadFile, withEntry } from './plan.ts';

/**
 * An operation with its page: route, decision, operation, binding, page, words, sample and test. `CAPABILITY/NAME`, e.g.
 * `people/mark-checked`: for staff at a capability's `desk` door, for signed-in people at its `public` one below `/me`.
 */
export function operation(name: string, read: ReadFile): Plan {
  const place = placeOf(name);
  const { names, capability, door } = place;
  const { kebab, camel, upper, pascal } = names;
  const staff = place.who === 'staff';
  const page = `${camel}Page`;
  const files: readonly Planned[] = [
    { path: `shared/api/${kebab}.ts`, text: apiOf(place) },
    withEntry('shared/api/routes.ts', read, {
      anchor: '];\n',
      entry: `  ...${upper}_ROUTES,\n`,
      imports: `import { ${upper}_ROUTES } from './${kebab}.ts';\n`,
    }),
    withEntry('shared/http/pages/addresses.ts', read, {
      anchor: '} as const;',
      entry: staff
        ? `  ${camel}: (id: string) => \`${place.page.replace('{id}', `\${part(id)}`)}\`,\n`
        : `  ${camel}: '${place.page}',\n`,
    }),
    { path: `shared/http/pages/texts/${kebab}.ts`, text: wordsOf(place) },
    { path: `shared/domain/${capability}/${kebab}.ts`, text: decisionOf(place) },
    { path: `functions/${capability}/${kebab}.ts`, text: operationOf(place) },
    { path: `functions/${capability}/${kebab}-routes.ts`, text: routesOf(place) },
    { path: `functions/${capability}/pages/${kebab}-page.tsx`, text: pageOf(place) },
    withEntry(DOORS[door], read, {
      anchor: '\n  ],\n  {',
      entry: `\n    ...${camel}Routes(deps),`,
      imports: `import { ${camel}Routes } from './${kebab}-routes.ts';\n`,
    }),
    withEntry('test/browser/support/people-pages.tsx', read, {
      anchor: '} as const satisfies',
      entry: staff
        ? `  '${kebab}': desk('${place.page.replace('{id}', 'P-K7M4QX9TBWZ3R5N8C2HD')}', (page) =>\n    ${page}('P-K7M4QX9TBWZ3R5N8C2HD', EMPTY_FORM, page),\n  ),\n`
        : `  '${kebab}': own('${place.page}', (page) => ${page}(EMPTY_FORM, page)),\n`,
      imports: `import { ${page} } from '../../../functions/${capability}/pages/${kebab}-page.tsx';\n`,
    }),
    { path: `test/unit/${capability}/${kebab}.test.ts`, text: testOf(place) },
  ];
  return {
    files,
    next: [
      `say what it does in the words of shared/api/${kebab}.ts and shared/http/pages/texts/${kebab}.ts, in both languages`,
      `write the rule: shared/domain/${capability}/${kebab}.ts; a refusal of its own is an entry in shared/words/refusals-of-*.ts`,
      `write the record and its event in one commit: functions/${capability}/${kebab}.ts; the type of the event is an entry in the list of its chain (shared/domain/*/events.ts), with its words`,
      `what the door may not do yet: infra/capabilities/${capability}.ts`,
      `the test that fails is the one that asks for the event: npx vitest run --project unit test/unit/${capability}/${kebab}.test.ts`,
      `a black-box test of ${pascal} in test/api; npm test names what is missing`,
    ],
  };
}
