import { Duration, type Resource } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  AlarmRule,
  AlarmState,
  type CfnAlarm,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** `urgent` wakes somebody: people lose now what cannot be made up for. `later` is read on the next working morning. */
export type Severity = 'urgent' | 'later';

/** What an alarm tells. */
export interface Told {
  /** One sentence: what a person loses while this goes on (style: habit 13). */
  readonly loses: string;
  /** Anchor in infra/README.md that says what to do. */
  readonly wayOut: string;
  readonly severity: Severity;
}

export interface AlarmSpec extends Told {
  readonly id: string;
  readonly metric: IMetric;
  /** Goes off at this value or beyond; below it with `silentAfter`. */
  readonly at: number;
  /** Silence is the fault: after so long. */
  readonly silentAfter?: Duration;
  /** Periods in a row. */
  readonly periods?: number;
  /** Alarms of one group and severity write one letter, which is the group's. */
  readonly group?: string;
}

export interface AlarmsProps {
  readonly deployment: string;
  /** Address of infra/README.md. */
  readonly runbook: string;
  readonly topics: Readonly<Record<Severity, ITopic>>;
  /** What a group of alarms tells, by its name. */
  readonly groups: Readonly<Record<string, Omit<Told, 'severity'>>>;
}

/** A new alarm does not ring for want of data that could not be there yet; CloudWatch waits two days at most. */
const LONGEST_WARM_UP = Duration.days(2);

/**
 * House alarms: each says what a person loses and links to the way out; each tells somebody when it begins and when it is
 * over – by itself, or by the one letter of its group.
 */
export class Alarms extends Construct {
  /** Those that write. */
  readonly telling: AlarmBase[] = [];
  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps, specs: readonly AlarmSpec[]) {
    super(scope, id);
    this.#props = props;
    const together = new Map<string, AlarmSpec[]>();
    for (const spec of specs) {
      const key = spec.group === undefined ? spec.id : `${spec.group} ${spec.severity}`;
      together.set(key, [...(together.get(key) ?? []), spec]);
    }
    for (const members of together.values()) this.#together(members);
  }

  #together(members: readonly AlarmSpec[]): void {
    const [first] = members;
    const alarms = members.map((spec) => this.#make(spec));
    const [only] = alarms;
    if (first === undefined || only === undefined) return;
    const { group, severity } = first;
    if (group === undefined || alarms.length === 1) {
      this.#tells(only, severity);
      return;
    }
    const told = this.#props.groups[group];
    if (told === undefined) throw new Error(`the alarms of ${group} do not say together what is lost`);
    // The urgent ones have the plain name: it is the one that somebody reads at night.
    const name = severity === 'urgent' ? group : `${group}-later`;
    const one = new CompositeAlarm(this, name, {
      compositeAlarmName: `${this.#props.deployment}-${name}`,
      alarmDescription: this.#text(told),
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
    this.#tells(one, severity);
  }

  #tells(alarm: AlarmBase, severity: Severity): void {
    const action = new SnsAction(this.#props.topics[severity]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.telling.push(alarm);
  }

  #text({ loses, wayOut }: Pick<Told, 'loses' | 'wayOut'>): string {
    return `${loses} Way out: ${this.#props.runbook}#${wayOut}`;
  }

  #make(spec: AlarmSpec): Alarm {
    const { silentAfter } = spec;
    const periods = silentAfter && Math.ceil(silentAfter.toMinutes() / periodOf(spec.metric).toMinutes());
    const alarm = new Alarm(this, spec.id, {
      alarmName: `${this.#props.deployment}-${spec.id}`,
      alarmDescription: this.#text(spec),
      metric: spec.metric,
      threshold: spec.at,
      evaluationPeriods: periods ?? spec.periods ?? 1,
      comparisonOperator:
        silentAfter === undefined
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      // Silence is the fault where something should have run, and rest where something should not.
      treatMissingData:
        silentAfter === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    if (silentAfter !== undefined) warmUp(alarm, silentAfter);
    return alarm;
  }
}

const periodOf = (metric: IMetric): Duration =>
  metric.toMetricConfig().metricStat?.period ?? Duration.minutes(5);

/** After a deployment the first data come in their time: until then the alarm waits. */
function warmUp(alarm: Resource, silentAfter: Duration): void {
  const minutes = Math.min(2 * silentAfter.toMinutes(), LONGEST_WARM_UP.toMinutes());
  const made = alarm.node.defaultChild as CfnAlarm;
  made.warmUpConfiguration = { warmUpPeriodDurationInMinutes: minutes };
}
