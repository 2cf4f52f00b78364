import * as z from 'zod';
import { transitionDiagram } from '../../shared/domain/cases/diagram.ts';
import { CLAIM } from '../../shared/domain/claims/type.ts';
import { settingsSchema } from '../settings/schema.ts';

/** Part of a JSON Schema as zod writes it: what the table of settings needs. */
interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Text in two languages: one setting, not two. */
const isBilingual = ({ properties = {} }: Node): boolean => Object.keys(properties).join() === 'ru,en';

const rowOf = (path: string, node: Node, must: boolean, variant: string, more = ''): string => {
  const about = `${variant}${node.description ?? ''}${more}`;
  const otherwise = node.default === undefined ? '' : ` Otherwise \`${JSON.stringify(node.default)}\`.`;
  return `| \`${path}\`${must && node.default === undefined ? '\\*' : ''} | ${about}${otherwise} |`;
};

/** Rows of a node: itself where it is explained, then what lies in it. A field without an explanation is only named. */
function rows(path: string, node: Node, must: boolean, variant = ''): readonly string[] {
  const choices = node.anyOf ?? node.oneOf ?? [];
  const kinds = choices.filter((choice) => choice.properties?.['kind'] !== undefined);
  if (kinds.length > 0) {
    const own = node.description === undefined ? [] : [rowOf(path, node, must, variant)];
    return [...own, ...kinds.flatMap((kind) => rowsOfKind(path, kind))];
  }
  if (node.properties === undefined || isBilingual(node)) return [rowOf(path, node, must, variant)];
  const children = Object.entries(node.properties);
  const plain = children.filter(
    ([, child]) =>
      child.description === undefined &&
      child.properties === undefined &&
      child.oneOf === undefined &&
      child.anyOf === undefined,
  );
  const named = plain.map(([name]) => `\`${name}\``).join(', ');
  const own =
    node.description === undefined ? [] : [rowOf(path, node, must, variant, named && ` Fields: ${named}.`)];
  const inner = children.filter((child) => node.description === undefined || !plain.includes(child));
  return [
    ...own,
    ...inner.flatMap(([name, child]) =>
      rows(`${path}.${name}`, child, node.required?.includes(name) === true, variant),
    ),
  ];
}

function rowsOfKind(path: string, kind: Node): readonly string[] {
  const { kind: name = {}, ...fields } = kind.properties ?? {};
  const value = `"${String(name.const)}"`;
  const head = `| \`${path}.kind\`: \`${value}\` | ${name.description ?? ''} |`;
  const variant = `With \`${value}\`: `;
  return [
    head,
    ...Object.entries(fields).flatMap(([field, node]) =>
      rows(`${path}.${field}`, node, kind.required?.includes(field) === true, variant),
    ),
  ];
}

/** Every setting of a deployment with its explanation, as a Markdown table. `*`: must be there. */
export function settingsTable(): string {
  const root = z.toJSONSchema(settingsSchema, { io: 'input' }) as Node;
  const all = Object.entries(root.properties ?? {}).flatMap(([name, node]) =>
    rows(name, node, root.required?.includes(name) === true),
  );
  return ['| setting | meaning |', '| --- | --- |', ...all].join('\n');
}
/** The life of a claim as a Mermaid block. */
export const claimDiagram = (): string =>
  `\`\`\`mermaid\n${transitionDiagram(CLAIM, 'claim received')}\n\`\`\``;

/** What each script of package.json is called with, and does. */
const COMMANDS: Readonly<Record<string, readonly [call: string, does: string]>> = {
  start: ['npm start', 'the whole program on this machine'],
  test: [
    'npm test',
    'format, lint, types, dead code, lockfile; unit, contract, security, api and workflow tests. Ends with `N passed, N failed`',
  ],
  'test:unit': ['npm run test:unit', 'unit and contract tests only'],
  format: ['npm run format', 'formats, and mends what lint can mend'],
  new: [
    'npm run new -- operation CAPABILITY/NAME',
    'begins an operation with its page ([more](../../functions/README.md#add-an-operation)), `letter READER/NAME` a letter ([more](../../shared/letters/README.md#add-a-letter)), `record NAME` a kind of record: files and entries, and what is left to do',
  ],
  where: [
    'eval "$(npm run -s where)"',
    'addresses of the local cloud that runs, for a shell: `$SITE`, `$CLOCK`, `$INBOX`, `$MAIL`, and what the aws CLI needs',
  ],
  deadline: [
    'npm run deadline -- --rule R --start ISO',
    'a term with each day and its reason; `--cases FILE` checks worked examples',
  ],
  'calendar:check': ['npm run calendar:check', 'loaded years, their sources, when the calendar ends'],
  'receipt:verify': [
    'npm run receipt:verify -- FILE',
    'whether a consent receipt is genuine, of whom, and what it says: its issuer is asked for the keys; `--issuer URL` compares the issuer, `--jwks URL` or `--jwks FILE` brings keys from elsewhere',
  ],
  'audit:verify': [
    'npm run audit:verify',
    "integrity and completeness of the ledger of the local cloud that runs; `--data DIR` for other local data, `--settings NAME` for a deployment, `--endpoint URL` for another AWS endpoint, `--roots FILE` against the auditor's letters, with `--jwks URL` the letters alone, by public keys; `--progress FILE` goes on where it was broken off; `--destroy-left-over` destroys what it finds of closed accounts",
  ],
  rekey: [
    'npm run rekey',
    'after a rotation of the root secret: moves what older keys made for finding addresses to the current one, and says which is retired for look-up; `--settings NAME` for a deployment, `--data DIR` for other local data',
  ],
  reerase: [
    'npm run reerase -- --roots FILE --erased FILE',
    "after a restore, while the setting `restore: true` is deployed: destroys again whoever the auditor's lists and the copy's ledger name; refuses where a list is lacking or not genuine, and says which day; `--of DEPLOYMENT` where the copy has another name, `--settings NAME` for a deployment, `--data DIR` for other local data ([how](../README.md#erasing-again-what-a-copy-brought-back))",
  ],
  'policy:post': [
    'npm run policy:post -- --ru FILE --en FILE --change soft',
    'posts a version of the policy or of a consent (`--document ID`), at once or from `--starts ISO`; `--change hard` asks users to acknowledge it, and wants `--only ru` or `--only en` where one language alone changes; `--built-in` instead of files; `--settings NAME` for a deployment, `--data DIR` for other local data',
  ],
  doctor: [
    'npm run doctor -- -c settings=NAME',
    'looks at a deployment from outside, before and after it is made, and says what to do: mail, quotas, secrets, calendar, login, stacks, tables and streams, officers, alarms; `--ring` sets one alarm off, `--json` for programs; exits 1 when something is wrong',
  ],
  trace: ['npm run trace -- events/claims/claim.json', 'the hops that a sample takes'],
  simulate: [
    'npm run simulate -- --seeds N',
    'N simulated months with faults, invariants checked ([more](../../test/simulation/README.md)); `--seed S` repeats one',
  ],
  bench: ['npm run bench', 'budgets: cold starts, bundles, request units, prices; `-- --json` for programs'],
  mutate: [
    'npm run mutate',
    'changes law, domain, records and checks one spot at a time, and counts what the tests notice; installs Stryker when it first runs; `--changed` tries what differs from the kept result',
  ],
  'test:new': ['npm run test:new', 'what `npm run new` begins, tried in a copy of the project'],
  'test:whole': [
    'npm run test:whole',
    'stories from beginning to end, on the virtual clock and through kills; all templates under all rules; dead code without the tests',
  ],
  'test:browser': [
    'npm run test:browser',
    'the stories of a claim and of an account walked in a browser without script; accessibility and weight of every page',
  ],
  'test:attacks': [
    'npm run test:attacks',
    'attacks on the running program; roles asked for each of its calls; made-up people searched for outside the records',
  ],
  'test:simulation': [
    'npm run test:simulation',
    'defects planted in the program that the simulation must notice; a death at every effect of a run',
  ],
  'test:deploy': [
    'npm run test:deploy',
    'a real `cdk bootstrap` and `cdk deploy` on an AWS emulator that asks the roles, then black-box suites against it ([more](../../test/deploy/README.md); needs Python 3.10 or newer, and PyPI once)',
  ],
  fuzz: [
    'npm run fuzz',
    'Schemathesis against the served OpenAPI document (needs Python 3.10 or newer, and PyPI once)',
  ],
  build: ['npm run build', 'the bundle of every door, into `.build/`'],
  synth: ['npm run synth -- -c settings=NAME', 'templates of a deployment, into `cdk.out/`'],
};

/** Table of the scripts of package.json. Throws for one that nobody has described. */
export function commandTable(scripts: Readonly<Record<string, string>>): string {
  const unknown = Object.keys(scripts).filter((name) => COMMANDS[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`say in COMMANDS (${import.meta.filename}) what these do: ${unknown}`);
  const rows = Object.entries(COMMANDS).filter(([name]) => scripts[name] !== undefined);
  return [
    '| command | does |',
    '| --- | --- |',
    ...rows.map(([, [call, does]]) => `| \`${call}\` | ${does} |`),
  ].join('\n');
}

/** Scripts of a package.json's text. */
export const scriptsOf = (json: string): Readonly<Record<string, string>> =>
  z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(json)).scripts;
