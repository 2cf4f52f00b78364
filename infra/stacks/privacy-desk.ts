import { Annotations, App, type AppProps, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { type GatewayRoute, gatewayRoutes } from '../../shared/api/prefixes.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { calendarHorizon } from '../../shared/law/horizon.ts';
import { DOOR_STACKS, type DoorStackName, NAMES, type StackName } from '../../shared/names.ts';
import { missingInNotices } from '../settings/notice-facts.ts';
import { checkPolicy } from '../settings/policy-check.ts';
import { checkResidency } from '../settings/residency.ts';
import type { Settings } from '../settings/schema.ts';
import { ApiStack } from './api.ts';
import { DoorsStack } from './doors.ts';
import { FrontStack } from './front.ts';
import { StatefulStack } from './stateful.ts';
import { WatchStack } from './watch.ts';
import { WorkflowsStack } from './workflows.ts';

export interface DeskProps {
  readonly settings: Settings;
  /** Folder with the bundles (infra/build.ts). */
  readonly buildDir: string;
  /** Epoch ms; decides how long the calendar of working days lasts. */
  readonly now: number;
  /** Routes of the API; those of the program where nothing is said. */
  readonly routes?: readonly GatewayRoute[];
}

/**
 * Builds the stacks of one deployment into an app, in the order in which they are deployed. Throws BadSettings when the residency rule refuses them (L1), or the
 * built-in texts do not say what the program does (P4); warnings
 * (residency, what notices lack, calendar) become annotations, which the CDK prints.
 */
export function privacyDesk(
  app: App,
  { settings, buildDir, now, routes = gatewayRoutes(ROUTES) }: DeskProps,
): readonly Stack[] {
  const warnings: [string, string][] = [];
  checkPolicy(settings);
  const residency = checkResidency(settings);
  if (residency !== undefined) warnings.push(['privacy-desk:residency', residency]);
  const unfilled = missingInNotices(settings);
  if (unfilled !== undefined) warnings.push(['privacy-desk:notices', unfilled]);
  const horizon = calendarHorizon(now);
  if (horizon.level !== 'ok') warnings.push(['privacy-desk:calendar', horizon.message]);

  const env = {
    region: settings.region,
    ...(settings.account !== undefined && { account: settings.account }),
  };
  const props = (stack: StackName, description: string) => ({
    env,
    settings,
    stackName: NAMES.stack(settings.deployment, stack),
    description: `Privacy Desk: ${description}`,
  });
  const id = (stack: StackName) => NAMES.stack(settings.deployment, stack);
  const stateful = new StatefulStack(
    app,
    id('stateful'),
    props('stateful', 'tables, keys, root secret. Protected and retained.'),
  );
  const api = new ApiStack(app, id('api'), props('api', 'what all doors share: the HTTP API, dead letters.'));
  const { apiId, baseUrl } = api;
  const doors = (Object.keys(DOOR_STACKS) as DoorStackName[]).map(
    (stack) =>
      new DoorsStack(app, id(stack), {
        ...props(stack, `doors of ${DOOR_STACKS[stack].join(', ')}.`),
        ...{ stack, apiId, baseUrl, routes, buildDir },
      }),
  );
  const workflows = new WorkflowsStack(
    app,
    id('workflows'),
    props('workflows', 'workflows, streams, schedules, events.'),
  );
  const front = new FrontStack(app, id('front'), {
    ...props('front', 'stage, throttles, own domain.'),
    ...{ apiId, routes },
  });
  const watch = new WatchStack(app, id('watch'), { ...props('watch', 'alarms, dashboard.'), apiId });
  const all = [stateful, api, ...doors, workflows, front, watch];
  // Each after all before it: what is named in one must be there, and no two of them ask anything of each other.
  for (const [at, stack] of all.entries())
    for (const before of all.slice(0, at)) stack.addStackDependency(before);
  for (const [id, text] of warnings) Annotations.of(stateful).addWarningV2(id, text);
  Tags.of(app).add('privacy-desk', settings.deployment);
  Validations.of(app).addPlugins(
    // The reasons of suppressions stand in the templates, for whoever reads only those.
    new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
    new ServerlessChecks(app),
  );
  return all;
}

/** Choices that the CDK asks every app to state. */
const FLAGS = {
  // The one export is the API's id: nobody can take it away while routes hang on it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/** An app for programs that synthesize without the CDK's command line: tests and the local cloud. */
export function newApp(props: AppProps = {}): App {
  return new App({
    analyticsReporting: false,
    ...props,
    postCliContext: { ...FLAGS, ...props.postCliContext },
  });
}
