import { openContact } from '../../../shared/records/case-file.ts';
import type { Store } from '../cloud/store.ts';
import { SECRETS } from '../doors.ts';
import type { Download, SentRequest } from '../people/asked.ts';
import { isLost, type Lost } from '../restore.ts';
import type { Checks } from './checks.ts';
import type { History } from './history.ts';
import { accepted, range } from './requests.ts';

/** The requests of a run, as those who sent them know them. */
export class Requesting {
  readonly sent: SentRequest[] = [];
  readonly #downloads: Download[] = [];
  /** Told of each download that was given or refused. */
  watch: (download: Download) => void = () => {};

  downloaded(download: Download): void {
    this.#downloads.push(download);
    this.watch(download);
  }

  /** Who sent the request of a reference. */
  senderOf = (reference: string): SentRequest | undefined =>
    this.sent.find(({ heard }) => accepted(heard).some((one) => one.reference === reference));

  /** Whether whoever asks may be answered. */
  isTruthful = (reference: string): boolean => this.senderOf(reference)?.truthful === true;
}

/** Compares what was answered with what is recorded (R1, R11), and how it became known who asks (S3). */
export async function checkRequesting(
  { sent }: Requesting,
  history: History,
  store: Store,
  lost: Lost | undefined,
  checks: Checks,
): Promise<void> {
  const deps = { records: store.twin, wrapper: store.wrapper, secrets: SECRETS };
  const byMarker = new Map<string, string[]>();
  for (const [reference, { body }] of history.cases) {
    if (body.kind !== 'request') continue;
    const typed = (await openContact(deps, reference, 'upkeep', 0))?.typed['text'];
    const marker = String(typed ?? '').split(' ', 1)[0] ?? '';
    byMarker.set(marker, [...(byMarker.get(marker) ?? []), reference]);
    const from = sent.find((one) => one.marker === marker);
    const { how, state } = body.own.proof;
    checks.hold(
      'proofs',
      state !== 'proven' || from === undefined || (from.truthful && (how !== 'code' || from.coded)),
      () => `${reference} ${marker} is proven by ${how}, though nobody could`,
    );
  }
  for (const { marker, key, at, heard } of sent) {
    if (isLost(lost, at)) continue;
    const found = byMarker.get(marker) ?? [];
    const [, most] = range(key, heard);
    const references = new Set(accepted(heard).map(({ reference }) => reference));
    checks.hold(
      'recorded',
      found.length <= most && [...references].every((one) => history.cases.has(one)),
      () => `request ${marker}: ${found.join()} is there, ${[...references].join()} was answered`,
    );
    checks.hold(
      'replayed',
      key === undefined || references.size <= 1,
      () => `request ${marker}: one key, ${[...references].join()}`,
    );
  }
}
