/**
 * The app as it was before a change of its API, for the deploy suite: with a route of its own throttle that is gone since,
 * and with addresses that were another door's – one in the same stack, one in an earlier one.
 */

import { BUILD_DIR } from '../../infra/build.ts';
import { loadSettings } from '../../infra/settings/load.ts';
import { newApp, privacyDesk } from '../../infra/stacks/privacy-desk.ts';
import { gatewayRoutes } from '../../shared/api/prefixes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import type { DoorName } from '../../shared/names.ts';

/** Route that was taken away. */
const GONE = { key: 'POST /claims/{reference}/again', door: 'claims-public', throttled: true } as const;
/** Where addresses led that have moved: within `doors-people`, and from `doors-house` to it. */
const FORMER: Readonly<Record<string, DoorName>> = {
  'ANY /receipts/{proxy+}': 'account-public',
  'ANY /people/{proxy+}': 'policy-public',
};

const app = newApp();
const routes = gatewayRoutes(ROUTES).map((route) => ({ ...route, door: FORMER[route.key] ?? route.door }));
const settings = loadSettings(
  String(app.node.tryGetContext('settings')),
  app.node.tryGetContext('overrides'),
);
privacyDesk(app, { settings, buildDir: BUILD_DIR, now: Date.now(), routes: [...routes, GONE] });
app.synth();
