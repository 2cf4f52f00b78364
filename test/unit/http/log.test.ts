import { describe, expect, test } from 'vitest';
import { logRequest, ran, signal } from '../../../shared/log.ts';

const AT = Date.parse('2026-12-07T09:00:00Z');

/** The line that a writer was given, as CloudWatch reads it. */
function lineOf(log: (write: (line: string) => void) => void): Record<string, unknown> {
  const lines: string[] = [];
  log((line) => lines.push(line));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

/** Namespace, metric, value and dimensions that CloudWatch makes of a line. */
function metricsOf(line: Record<string, unknown>): unknown[] {
  const { CloudWatchMetrics: metrics } = (line['_aws'] ?? { CloudWatchMetrics: [] }) as {
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };
  return metrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) =>
      Dimensions.map((names) => [
        Namespace,
        Name,
        line[Name],
        Object.fromEntries(names.map((name) => [name, line[name]])),
      ]),
    ),
  );
}

const request = { door: 'claims-public', route: 'POST /claims', at: AT, ms: 12.345 };

describe('metrics of a deployment', () => {
  test('two deployments of one account count apart, so that neither rings the other’s alarms', () => {
    const [one, other] = ['privacy', 'privacy-staging'].map((deployment) =>
      metricsOf(
        lineOf((write) =>
          signal(
            write,
            { deployment },
            { door: 'letters-task', route: 'letters', at: AT, code: 'mail-paused' },
          ),
        ),
      ),
    );
    const dimensions = { door: 'letters-task', code: 'mail-paused' };
    expect(one).toEqual([['PrivacyDesk/privacy', 'signals', 1, dimensions]]);
    expect(other).toEqual([['PrivacyDesk/privacy-staging', 'signals', 1, dimensions]]);
  });

  test.each([200, 303, 404, 429])('an answer %i is a line of the log and costs no metric', (status) => {
    const line = lineOf((write) => logRequest(write, { deployment: 'privacy' }, { ...request, status }));
    expect(metricsOf(line)).toEqual([]);
    expect(line).toEqual({ ...request, status, ms: 12.35 });
  });

  test('an answer 5xx is counted by door: its function did not fail, so nobody else counts it', () => {
    const line = lineOf((write) => logRequest(write, { deployment: 'privacy' }, { ...request, status: 503 }));
    expect(metricsOf(line)).toEqual([['PrivacyDesk/privacy', 'failed', 1, { door: 'claims-public' }]]);
  });

  test('D0: a daily schedule that has done its work says so by its own name', () => {
    const line = lineOf((write) =>
      ran(write, { deployment: 'privacy' }, { door: 'desk-task', route: 'daily-digest', at: AT }),
    );
    expect(metricsOf(line)).toEqual([
      ['PrivacyDesk/privacy', 'ran', 1, { door: 'desk-task', route: 'daily-digest' }],
    ]);
  });
});
