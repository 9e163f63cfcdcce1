import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformAlert } from '../../src';
import { DEFAULT_THRESHOLDS } from '../../src/monitoring/alerts/thresholds';
import { capacityRules } from '../../src/monitoring/rules/capacity';
import { STATE } from '../../src/monitoring/state/metrics';
import { ROOT } from '../sources';

const FOLDER = join(ROOT, 'docs/runbooks');
const METRICS = join(ROOT, 'tools/monitoring/metrics');
const HOW_TO = readFileSync(join(ROOT, 'docs/how-to/monitoring.md'), 'utf8');
const runbook = (alert: string): string => readFileSync(join(FOLDER, `${alert}.md`), 'utf8');

test('there is a runbook for each alert, and no other', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(Object.values(PlatformAlert).map((alert) => `${alert}.md`).sort());
});

test.each(Object.values(PlatformAlert))('the runbook of %s says what to look at, and what to do', (alert) => {
  const headings = [...runbook(alert).matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
  expect(headings).toEqual([`# ${alert}`, '## What to look at', '## What to do']);
});

test('what pages call metrics are metrics of every release', () => {
  const ours = [...Object.values(STATE), ...capacityRules().map(({ record }) => record)];
  const releases = readdirSync(METRICS).filter((file) => file.startsWith('kubevirt-'));
  expect(releases).toHaveLength(3);
  for (const file of releases) {
    const { metrics } = JSON.parse(readFileSync(join(METRICS, file), 'utf8'));
    const named = [HOW_TO, ...Object.values(PlatformAlert).map(runbook)]
      .flatMap((text) => text.match(/\b[a-z_]*:?(?:cdk8s_)?kubevirt_[a-z_]+(?::sum)?/g) ?? []);
    expect(named.filter((name) => !ours.includes(name) && !(name in metrics))).toEqual([]);
  }
});

test('the how-to names every threshold and every alert', () => {
  expect(Object.keys(DEFAULT_THRESHOLDS).filter((name) => !HOW_TO.includes(`\`${name}\``))).toEqual([]);
  expect(Object.values(PlatformAlert).filter((alert) => !HOW_TO.includes(`[${alert}](`))).toEqual([]);
});
