/** Program of `units.ts`, run bundled in a process of its own: units of a claim's way and of the staff list, as JSON. */
import { meterClaim, meterList } from './measure-units.ts';

const { typedBytes, operations } = await meterClaim();
const listings = await meterList([100, 100_000], 8);
process.stdout.write(JSON.stringify({ typedBytes, operations, listings }));
