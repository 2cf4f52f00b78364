/** A field as it is drawn, but for what its schema says. */
export interface DrawnField {
  readonly label: string;
  readonly hint?: string;
  /** Lines of a text area; a single-line input without it. */
  readonly rows?: number;
  /** Value of the HTML `autocomplete` attribute. */
  readonly fill?: 'off' | 'name' | 'email' | 'street-address' | 'one-time-code' | 'tel' | 'organization';
  /** Replaces the mark after the label, e.g. "one of the two is needed". */
  readonly mark?: string;
  /** Words of a closed list's values. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** A closed list as radio buttons instead of a drop-down. */
  readonly radio?: boolean;
  /** A single box to tick, never ticked beforehand. */
  readonly box?: boolean;
  /** Latest day of a date, ISO. */
  readonly max?: string;
  /** Shown when nothing was typed. */
  readonly initial?: string;
  /** A narrow control: codes, numbers. */
  readonly short?: boolean;
  /** This form needs the field although the schema can do without. */
  readonly needed?: boolean;
}
