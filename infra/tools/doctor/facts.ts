/** What the doctor asks of AWS and of the network. {@link awsFacts} asks; tests answer. Absent things are `undefined`. */
export interface Facts {
  /** Whether SES has verified an identity: an address or a domain. */
  identity(name: string): Promise<boolean | undefined>;
  mailAccount(): Promise<MailAccount>;
  /** Functions that may run at a time in account and region. */
  concurrency(): Promise<number>;
  secret(id: string): Promise<{ readonly arn: string; readonly value: string } | undefined>;
  /** The stacks of a deployment, by their tag. */
  stacks(deployment: string): Promise<readonly StackFact[]>;
  table(name: string): Promise<TableFact | undefined>;
  /** Whoever reads a stream. */
  readers(streamArn: string): Promise<readonly { readonly state: string; readonly result: string }[]>;
  /** Addresses told by a topic. */
  subscriptions(
    topicArn: string,
  ): Promise<readonly { readonly endpoint: string; readonly confirmed: boolean }[] | undefined>;
  alarms(prefix: string): Promise<readonly { readonly name: string; readonly state: string }[]>;
  /** Sets an alarm off; gives what CloudWatch then says of having told somebody. */
  ring(alarm: string): Promise<string | undefined>;
  /** Members of a group of a pool. */
  staff(pool: string, group: string): Promise<readonly StaffFact[]>;
  /** Status and text of a page. */
  page(url: string): Promise<{ readonly status: number; readonly text: string }>;
}

export interface MailAccount {
  /** Out of the sandbox. */
  readonly production: boolean;
  readonly sending: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcement: string;
  readonly perDay: number;
  readonly sentToday: number;
}

export interface StackFact {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface TableFact {
  readonly stream?: string | undefined;
  readonly deletionProtection: boolean;
  /** Can be restored to any second. */
  readonly restorable: boolean;
  readonly expires?: string | undefined;
  /** Its own policy. */
  readonly policy?: string | undefined;
}

export interface StaffFact {
  readonly name: string;
  readonly enabled: boolean;
  /** `CONFIRMED`, or `FORCE_CHANGE_PASSWORD` of somebody invited. */
  readonly status: string;
}

/**
 * What was found. `ok`; `wrong`: it will not work; `careful`: it works, and something is to be known or done; `unknown`: it
 * could not be asked from here.
 */
export interface Finding {
  readonly about: string;
  readonly state: 'ok' | 'wrong' | 'careful' | 'unknown';
  readonly found: string;
  /** What to do; always there unless all is well. */
  readonly todo?: string;
}

export const ok = (about: string, found: string): Finding => ({ about, state: 'ok', found });
export const wrong = (about: string, found: string, todo: string): Finding => ({
  ...{ about, state: 'wrong', found, todo },
});
export const careful = (about: string, found: string, todo: string): Finding => ({
  ...{ about, state: 'careful', found, todo },
});
export const unknown = (about: string, found: string, todo: string): Finding => ({
  ...{ about, state: 'unknown', found, todo },
});
