import { addressFault, envelopeAddress } from '../domain/email.ts';

/**
 * Whether the text is a single bare address that may stand in an envelope: no name, list, comment or quoting, nothing
 * that could end a header, and nothing that no server takes.
 */
export const isMailbox = (address: string): boolean => addressFault(address) === undefined;

/** An address as headers and envelopes have it: its domain in ASCII. One that is none stays, to be refused where it is used. */
export const inEnvelope = (address: string): string => envelopeAddress(address) ?? address;
