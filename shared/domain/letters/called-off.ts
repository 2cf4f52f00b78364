/** Why a destruction that was approved is not carried out (S3): the reason of the event, and of the letter that tells it. */
export const CALLED_OFF = [
  'by-person',
  'by-officer',
  'taken-back',
  'mandate-ended',
  'account-changed',
  'officers-needed',
] as const;
export type CalledOff = (typeof CALLED_OFF)[number];
