/** What a rule or a schedule hands to its target: the event itself, a part, a constant, or a filled template. */
import { TemplateError } from './intrinsics.ts';
import { type Json, lookUp, parsePath } from './workflows/paths.ts';

/** Makes the target's input from the event's envelope. */
export type TargetInput = (envelope: Json) => unknown;

type Raw = Readonly<Record<string, unknown>>;

/** Compiles `Input`, `InputPath` or `InputTransformer` of a rule's target. */
export function compileInput(target: Raw, ruleArn: string): TargetInput {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) {
    const constant: unknown = JSON.parse(String(Input));
    return () => constant;
  }
  if (InputPath !== undefined) {
    const path = parsePath(String(InputPath));
    return (envelope) => lookUp(path, envelope, null) ?? null;
  }
  if (InputTransformer !== undefined) return compileTransformer(InputTransformer as Raw, ruleArn);
  return (envelope) => envelope;
}

function compileTransformer(transformer: Raw, ruleArn: string): TargetInput {
  const paths = Object.entries((transformer['InputPathsMap'] ?? {}) as Readonly<Record<string, string>>).map(
    ([name, path]) => [name, parsePath(path)] as const,
  );
  const template = String(transformer['InputTemplate']);
  const known = new Set([...paths.map(([name]) => name), 'aws.events.event', 'aws.events.rule-arn']);
  for (const [, name = ''] of template.matchAll(/<([\w.-]+)>/g)) {
    if (!known.has(name)) throw new TemplateError(`<${name}> in an input template is not understood`);
  }
  return (envelope) => {
    const values = new Map<string, unknown>([
      ['aws.events.event', envelope],
      ['aws.events.rule-arn', ruleArn],
      ...paths.map(([name, path]) => [name, lookUp(path, envelope, null) ?? ''] as const),
    ]);
    return JSON.parse(fillTemplate(template, values));
  };
}

/** Within a JSON text a placeholder becomes a part of it, elsewhere a JSON value. */
function fillTemplate(template: string, values: ReadonlyMap<string, unknown>): string {
  let filled = '';
  let quoted = false;
  for (let i = 0; i < template.length; i += 1) {
    const sign = template[i];
    const name = sign === '<' ? /^<([\w.-]+)>/.exec(template.slice(i))?.[1] : undefined;
    if (name !== undefined && values.has(name)) {
      const value = values.get(name);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      filled += quoted ? JSON.stringify(text).slice(1, -1) : JSON.stringify(value);
      i += name.length + 1;
      continue;
    }
    if (sign === '"' && template[i - 1] !== '\\') quoted = !quoted;
    filled += sign;
  }
  return filled;
}
