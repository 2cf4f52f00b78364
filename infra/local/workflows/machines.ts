/** State machines from the templates. */
import { TemplateError } from '../intrinsics.ts';
import type { Assembly } from '../types.ts';
import type { Machine } from './engine.ts';

/** Reads every `AWS::StepFunctions::StateMachine`, with its definition's substitutions made. */
export function machinesOf(assembly: Assembly): readonly Machine[] {
  return assembly.ofType('AWS::StepFunctions::StateMachine').map((resource) => {
    const { properties } = resource;
    const type = properties['StateMachineType'] ?? 'STANDARD';
    if (type !== 'STANDARD') {
      throw new TemplateError(
        `${resource.stack}/${resource.logicalId}: type ${String(type)} does not run here`,
      );
    }
    const given = properties['DefinitionString'] ?? JSON.stringify(properties['Definition']);
    const values = (properties['DefinitionSubstitutions'] ?? {}) as Readonly<Record<string, unknown>>;
    const text = String(given).replace(/\$\{([\w]+)\}/g, (all, name: string) =>
      name in values ? JSON.stringify(String(values[name])).slice(1, -1) : all,
    );
    return {
      arn: resource.arn,
      name: resource.arn.split(':').at(-1) ?? '',
      roleArn: String(properties['RoleArn'] ?? ''),
      text,
    };
  });
}
