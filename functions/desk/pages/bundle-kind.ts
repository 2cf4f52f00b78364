import type { ComponentChildren } from 'preact';
import type { PageKind } from '../../../shared/http/pages/kinds/page-kind.ts';
import type { Material } from '../bundle-material.ts';

/** What the file of a case of one kind has beside what that of every case has (K5). */
export interface BundleKind {
  /** How its pages show the kind: states, events, reasons. */
  readonly page: PageKind;
  /** Files of its own: name and text. */
  files(of: Material): readonly (readonly [name: string, text: string])[];
  /** Sections of its own on the page that a lawyer opens first, before those of every case. */
  sections(of: Material): readonly { readonly title: string; readonly body: ComponentChildren }[];
}

/** Kinds of case by their names. */
export interface BundleKinds {
  readonly [kind: string]: BundleKind;
}
