/** What the state machine of mailings tells a step: ids, numbers and instants, no personal data (G9). */
export type MailingStep =
  | { readonly step: 'freeze'; readonly mailing: string; readonly execution: string; readonly at: string }
  | { readonly step: 'send'; readonly mailing: string; readonly chunk: number }
  | { readonly step: 'finish'; readonly mailing: string };

/** Answer of `freeze`: the chunks that are to be told. */
export interface Frozen {
  readonly chunks: readonly number[];
}

/** Answer of `send`: done, or to be called again after a while. */
export type Told =
  | { readonly done: true; readonly waitSeconds: 0 }
  | { readonly done: false; readonly waitSeconds: number };
