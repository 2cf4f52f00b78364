import {
  type DestructionBody,
  type DestructionNames,
  destructionNames,
} from '../domain/registration/destruction.ts';
import type { OpenDeps } from './deps.ts';
import { keyFor } from './kinds/kind.ts';
import { destructionKind, proofContext } from './kinds/people.ts';
import { keyToOpen } from './opening.ts';
import { openJson } from './sealing.ts';

/** What is sealed in an act: whose data were destroyed, who decided it, and the e-signature as base64 where there is one. */
export interface OpenedAct {
  readonly name: string;
  readonly officers: NonNullable<DestructionNames['officers']>;
  readonly signature?: string;
}

/** Opens an act for staff, who have said why: the caller writes the event before it shows anything (G10). `at`: epoch ms. */
export async function openAct(
  deps: OpenDeps,
  { person, act, key: wrapped, sealed, signature }: DestructionBody,
  at: number,
): Promise<OpenedAct> {
  const opening = { of: 'person', id: person, purpose: 'staff-view', at } as const;
  const key = await keyToOpen(deps, { key: wrapped, context: proofContext(act) }, opening);
  const place = (field: string) => ({ key: keyFor(destructionKind, { person, act }), field });
  const { name, officers = [] } = openJson(key, place('sealed'), sealed, (value) =>
    destructionNames.parse(value),
  );
  return {
    ...{ name, officers },
    ...(signature === undefined ? {} : { signature: openJson(key, place('signature'), signature, String) }),
  };
}
