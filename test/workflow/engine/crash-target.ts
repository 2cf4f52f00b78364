/** A local engine in a process of its own, so that a test can end it with SIGKILL: arguments are app, data and virtual start. */
import { openCloud } from './support.ts';

const [app = '', data = '', now = ''] = process.argv.slice(2);
const cloud = await openCloud(app, data, now);
process.on('message', (message: { advance: number }) => {
  void cloud.compute.clock
    .advanceTo(cloud.compute.clock.now() + message.advance)
    .then((result) => process.send?.(result));
});
process.send?.({ url: cloud.url });
