import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

/**
 * dynalite's parsers were generated without a memory: each pair of parentheses doubles and trebles their work, and
 * twenty of them – valid on DynamoDB – keep the one thread busy for minutes. Here each remembers what a rule found at a
 * place, as its generator would have had it do if asked (`--cache`): the same answers in linear time.
 */
const need = createRequire(import.meta.url);

type Parse = (text: string, options: unknown) => unknown;
interface Parser {
  parse: Parse;
}

/**
 * Rules that may be tried again and again at one place. Rules of paths are not among them: an action resolves names
 * within the path that it is given, which must be a fresh one each time.
 */
const REMEMBERED: Readonly<Record<'conditionParser' | 'updateParser', readonly string[]>> = {
  conditionParser: [
    'OrConditionExpression',
    'AndConditionExpression',
    'NotConditionExpression',
    'ParensConditionExpression',
    'ConditionExpression',
    'OperandParens',
    'Operand',
  ],
  updateParser: ['OperandParens', 'Operand', 'Function'],
};

const MEMORY = `
  var remembered = new Map();
  function recall(name, rule) {
    var key = name + peg$currPos, known = remembered.get(key);
    if (known === undefined) {
      known = { result: rule() };
      known.end = peg$currPos;
      remembered.set(key, known);
    }
    peg$currPos = known.end;
    return known.result;
  }
`;

const START = 'function peg$parse(input, options) {';

/** The text of a parser with the rules that remember. Throws where dynalite's text is not the one that was read. */
function withMemory(text: string, rules: readonly string[]): string {
  const replace = (from: string, to: string, before: string): string => {
    if (before.split(from).length !== 2) throw new Error(`dynalite's parser has no single "${from}"`);
    return before.replace(from, () => to);
  };
  return rules.reduce(
    (before, rule) =>
      replace(
        `function peg$parse${rule}() {`,
        `function peg$parse${rule}() { return recall('${rule} ', forget$${rule}); }\n  function forget$${rule}() {`,
        before,
      ),
    replace(START, `${START}${MEMORY}`, text),
  );
}

/** Gives dynalite's parsers a memory. They are asked as before: `validations` calls them by the object that is changed here. */
export function rememberingParsers(): void {
  for (const [name, rules] of Object.entries(REMEMBERED)) {
    const file = need.resolve(`dynalite/db/${name}`);
    const parser = need(file) as Parser;
    const made: { exports?: Parser } = {};
    compileFunction(withMemory(readFileSync(file, 'utf8'), rules), ['module'], { filename: file })(made);
    if (made.exports === undefined) throw new Error(`dynalite's ${name} exports nothing`);
    parser.parse = made.exports.parse;
  }
}
