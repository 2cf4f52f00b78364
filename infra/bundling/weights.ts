/** What a door loads, in bytes, from what the build wrote down (`.build/files.json`). */
import type { DoorName } from '../../shared/names.ts';
import { type BuiltFile, type BuiltFiles, INDEX } from './bundle.ts';

export interface Weights {
  /** All that a request of a program, an event or a step of a workflow loads at a cold start. */
  readonly start: number;
  /** Module of each page → all that a cold start loads which shows it. */
  readonly pages: ReadonlyMap<string, number>;
}

/** Draws whatever page a door shows. */
const DRAW = 'shared/http/draw.ts';

/** Weights of a door. A page is a module of JSX that is loaded late. */
export function weightsOf(built: BuiltFiles, door: DoorName): Weights {
  const files = new Map<string, BuiltFile>(
    Object.entries(built).flatMap(([path, file]) =>
      path.startsWith(`${door}/`) ? [[path.slice(door.length + 1), file] as const] : [],
    ),
  );
  const bytes = (names: ReadonlySet<string>): number =>
    [...names].reduce((sum, name) => sum + (files.get(name)?.bytes ?? 0), 0);
  const start = reached(files, INDEX);
  const late = (module: string): ReadonlySet<string> => {
    const [name] = [...files].find(([, file]) => file.entry === module) ?? [];
    return name === undefined ? new Set() : reached(files, name);
  };
  const pages = [...files.values()].flatMap(({ entry = '' }) =>
    entry.endsWith('.tsx')
      ? [[entry, bytes(new Set([...start, ...late(DRAW), ...late(entry)]))] as const]
      : [],
  );
  return { start: bytes(start), pages: new Map(pages) };
}

/** Files that are loaded with `name`, itself included. */
function reached(files: ReadonlyMap<string, BuiltFile>, name: string): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const built = files.get(file);
    if (built === undefined || found.has(file)) return;
    found.add(file);
    for (const other of built.imports) visit(other);
  };
  visit(name);
  return found;
}
