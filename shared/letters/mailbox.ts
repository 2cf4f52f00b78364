/** One mailbox and nothing else: no name, no list, no comment, no quoting, nothing that could end a header. */
const MAILBOX = /^[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,253}$/u;

/** Whether the text is a single bare address that may stand in an envelope. */
export const isMailbox = (address: string): boolean => MAILBOX.test(address);
