/**
 * Inline pictures: no request, no font, coloured by the text around them. All are decoration (`aria-hidden`):
 * the words beside them say the same.
 */
const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 8v5m0 3.4v.1M12 3.5 2.8 20h18.4z',
  arrow: 'M5 12h13m-5.5-5.5L18 12l-5.5 5.5',
  back: 'M19 12H6m5.5-5.5L6 12l5.5 5.5',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  letter: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  save: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14',
} as const;
export type IconName = keyof typeof PATHS;

/** A line picture of the size of the text. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Outline of the mark: a sheet of paper that is also a shield. */
export const MARK_PATHS = {
  shield: 'M16 2.5 27 6v9.5c0 7-4.6 11.6-11 14-6.4-2.4-11-7-11-14V6z',
  lines: 'M11 12.5h10M11 17h6.5',
} as const;

/** The mark of the service. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d={MARK_PATHS.shield} />
      <path d={MARK_PATHS.lines} class="mark-lines" />
    </svg>
  );
}
