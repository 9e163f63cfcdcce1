import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { PropRule } from '../rule';
import { own, prometheus } from '../sources';

export const RUNBOOKS: PropRule = {
  id: 'MON004',
  name: 'monitoring/runbooks',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The base URL of the runbooks can be opened',
  why: 'Whoever gets an alert at night follows the link in it.',
  remedy: 'Write an URL such as "https://docs.example.org/runbooks".',
  source: own('docs/how-to/monitoring.md'),
  acceptable: true,
};

/** A base URL that a browser cannot open, or to which nothing can be appended. */
export function* runbookFaults(base: string): Iterable<Fault> {
  const field = 'alerts.runbooks';
  const url = /\s/.test(base) || !URL.canParse(base) ? undefined : new URL(base);
  if (url === undefined) {
    yield fault(field, `"${base}" is not a valid URL`, RUNBOOKS.remedy);
  } else if (!['http:', 'https:'].includes(url.protocol)) {
    yield fault(field, `"${base}" is not an URL of the web`, RUNBOOKS.remedy);
  } else if (url.search !== '' || url.hash !== '') {
    yield fault(field, `"${base}" has ${url.search || url.hash} at its end, and the names of the alerts follow there`,
      RUNBOOKS.remedy);
  }
}

export const THRESHOLDS: PropRule = {
  id: 'MON005',
  name: 'monitoring/thresholds',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The thresholds of alerts are within their ranges',
  why: 'Prometheus evaluates rules once a minute and keeps data for some weeks, so an alert with another time fires at '
    + 'once or never; and no quota is used up beyond 100 %.',
  remedy: 'Write times from one minute to 90 days, percents above 0 and up to 100, and from 0 to 100 nodes.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

const MINUTE = 60;
const DAYS = 86_400;

/** Thresholds out of their ranges, by their names; times are in seconds. */
export function* thresholdFaults(thresholds: { readonly [name: string]: number | undefined }): Iterable<Fault> {
  for (const [name, value] of Object.entries(thresholds)) {
    const field = `alerts.thresholds.${name}`;
    if (value === undefined) continue;
    if (name === 'quotaPercent') {
      const isPart = value > 0 && value <= 100;
      if (!isPart) yield fault(field, `is ${value} percent`, 'Write more than 0, and at most 100.');
    } else if (name === 'nodesLost') {
      if (!Number.isInteger(value) || value < 0 || value > 100) {
        yield fault(field, `is ${value} nodes`, 'Write a whole number from 0 to 100.');
      }
    } else if (!(value >= MINUTE && value <= 90 * DAYS)) {
      yield fault(field, `is ${value} seconds`, 'Write a time from one minute to 90 days.');
    }
  }
}

export const ALERT_LABELS: PropRule = {
  id: 'MON006',
  name: 'monitoring/alert-labels',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Labels of alerts have names that every Prometheus takes, and that no other label has',
  why: 'Prometheus before v3, and a newer one whose scheme of names is legacy, loads no rules with another name. A '
    + 'label that is written twice keeps one of the two values, so that alerts are routed to somebody else.',
  remedy: 'Write letters, digits and "_", not beginning with a digit or "__".',
  source: prometheus('model/rulefmt/rulefmt.go: Rule.Validate'),
  acceptable: true,
};

const NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Labels that alerts have by themselves: of rules, and of the series behind them. */
const TAKEN = [
  'alertname', 'severity', 'namespace', 'name', 'kind', 'resource', 'resourcequota', 'pod', 'component', 'version',
  'schedule', 'reason', 'migration_name',
];

/** Labels with a name that cannot be one, or that another label has. Names are told with their props. */
export function* alertLabelFaults(names: readonly (readonly [prop: string, name: string])[]): Iterable<Fault> {
  const seen = new Set<string>(TAKEN);
  for (const [prop, name] of names) {
    if (!NAME.test(name)) {
      yield fault(prop, `"${name}" is not a name of a label that every Prometheus takes`, ALERT_LABELS.remedy);
    } else if (seen.has(name)) {
      yield fault(prop, `"${name}" is the name of another label of alerts`, 'Write another name.');
    }
    seen.add(name);
  }
}

export const ALERTS_LEFT_OUT: PropRule = {
  id: 'MON007',
  name: 'monitoring/alerts-left-out',
  on: 'props',
  severity: Severity.INFO,
  title: 'Alerts that rest on metrics of kube-state-metrics have its configuration',
  why: 'Neither KubeVirt nor CDI has metrics of pools, disks and images, so that these alerts would never fire.',
  remedy: 'Leave stateMetrics out, or name the alerts in alerts.without.',
  source: own('docs/how-to/monitoring.md'),
  acceptable: true,
};
