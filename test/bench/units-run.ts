/** Program of `units.ts`, run bundled in a process of its own: units of a claim's way and of the staff list, as JSON. */
import { meterDestruction } from './measure-requests.ts';
import { meterClaim, meterList } from './measure-units.ts';

const { typedBytes, operations, items } = await meterClaim();
const destroying = await meterDestruction(10_000);
const listings = await meterList([100, 100_000], 8);
process.stdout.write(JSON.stringify({ typedBytes, operations, items, destroying, listings }));
