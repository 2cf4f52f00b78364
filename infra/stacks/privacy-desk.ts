import { Annotations, App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { calendarHorizon } from '../../shared/law/horizon.ts';
import { checkPolicy } from '../settings/policy-check.ts';
import { checkResidency } from '../settings/residency.ts';
import type { Settings } from '../settings/schema.ts';
import { StatefulStack } from './stateful.ts';
import { StatelessStack } from './stateless.ts';

export interface DeskProps {
  readonly settings: Settings;
  /** Folder with the bundles (infra/build.ts). */
  readonly buildDir: string;
  /** Epoch ms; decides how long the calendar of working days lasts. */
  readonly now: number;
}

/**
 * Builds the stacks of one deployment into an app. Throws BadSettings when the residency rule refuses them (L1), or the
 * built-in texts do not say what the program does (P4); warnings
 * (residency, calendar) become annotations, which the CDK prints.
 */
export function privacyDesk(
  app: App,
  { settings, buildDir, now }: DeskProps,
): { stateful: StatefulStack; stateless: StatelessStack } {
  const warnings: [string, string][] = [];
  checkPolicy(settings);
  const residency = checkResidency(settings);
  if (residency !== undefined) warnings.push(['privacy-desk:residency', residency]);
  const horizon = calendarHorizon(now);
  if (horizon.level !== 'ok') warnings.push(['privacy-desk:calendar', horizon.message]);

  const env = {
    region: settings.region,
    ...(settings.account !== undefined && { account: settings.account }),
  };
  const name = settings.deployment;
  const stateful = new StatefulStack(app, `${name}-stateful`, {
    env,
    settings,
    description: 'Privacy Desk: tables, keys, root secret. Protected and retained.',
  });
  const stateless = new StatelessStack(app, `${name}-stateless`, {
    env,
    settings,
    stateful,
    buildDir,
    description: 'Privacy Desk: doors, API, workflow, schedules, alarms.',
  });
  stateless.addStackDependency(stateful);
  for (const [id, text] of warnings) Annotations.of(stateful).addWarningV2(id, text);
  Tags.of(app).add('privacy-desk', name);
  Validations.of(app).addPlugins(
    // The reasons of suppressions stand in the templates, for whoever reads only those.
    new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
    new ServerlessChecks(app),
  );
  return { stateful, stateless };
}

/** Choices that the CDK asks every app to state. */
const FLAGS = {
  // The stateful stack refuses to lose what the stateless one still uses.
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
