import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmSpec {
  readonly id: string;
  /** One sentence: what a person loses while this goes on (style: habit 13). */
  readonly loses: string;
  /** Anchor in infra/README.md that says what to do. */
  readonly wayOut: string;
  readonly metric: IMetric;
  /** Goes off at this value or beyond; below it with `whenBelow`. */
  readonly at: number;
  readonly whenBelow?: true;
  /** Periods in a row. */
  readonly periods?: number;
}

export interface AlarmsProps {
  readonly deployment: string;
  /** Address of infra/README.md. */
  readonly runbook: string;
  readonly topic: ITopic;
}

/** House alarms: each says what a person loses, links to the way out, and tells somebody. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#props = props;
  }

  add(spec: AlarmSpec): void {
    const alarm = new Alarm(this, spec.id, {
      alarmName: `${this.#props.deployment}-${spec.id}`,
      alarmDescription: `${spec.loses} Way out: ${this.#props.runbook}#${spec.wayOut}`,
      metric: spec.metric,
      threshold: spec.at,
      evaluationPeriods: spec.periods ?? 1,
      comparisonOperator:
        spec.whenBelow === true
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Silence is the fault where something should have run, and rest where something should not.
      treatMissingData: spec.whenBelow === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#props.topic));
    this.all.push(alarm);
  }
}
