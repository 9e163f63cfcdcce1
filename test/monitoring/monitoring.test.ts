import { Duration } from 'cdk8s';
import {
  BackupSchedule, BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, Monitoring, MonitoringProps, PlatformAlert,
  Scraping,
} from '../../src';
import { SchemaCheck } from '../../src/releases/schema-check';
import { SchemaRelease } from '../../src/releases/schema-release';
import { errorsOf, noticesOf, rulesOf } from '../findings';
import { Platform } from '../platform';

const OPERATOR = SchemaCheck.of(new SchemaRelease('prometheus-operator', 'prometheus-operator', 'v0.85.0'));
const STACK: MonitoringProps = { scraping: Scraping.serviceMonitors(), labels: { release: 'stack' } };

function monitoring(props: Partial<MonitoringProps> = {}, platform = new Platform()) {
  return { platform, made: new Monitoring(platform.infra, 'monitoring', { scraping: Scraping.none(), ...props }) };
}

/** The objects as they are written, by kind and name. */
function written({ objects }: Monitoring): Record<string, any> {
  return Object.fromEntries(objects.map((each) => [`${each.kind} ${each.name}`, each.toJson()]));
}

function rulesIn(made: Monitoring): any[] {
  return written(made)['PrometheusRule monitoring'].spec.groups.flatMap((group: any) => group.rules);
}

const alertsIn = (made: Monitoring): string[] => [...new Set(rulesIn(made).flatMap(({ alert }) => alert ?? []))];

test('everything for a stack is written', () => {
  const { platform, made } = monitoring({
    ...STACK, serviceAccount: 'prometheus', networkPolicies: true, stateMetricsAccount: 'monitoring/ksm',
  });
  expect(errorsOf(platform.app)).toEqual([]);
  expect(made.objects.map((each) => each.toJson())).toMatchSnapshot();
});

test('objects of prometheus-operator match its schemas', () => {
  const { made } = monitoring(STACK);
  const judged = Object.values(written(made)).filter((object) => OPERATOR.defines(object));
  expect(judged.map(({ kind }) => kind)).toEqual(['ServiceMonitor', 'ServiceMonitor', 'PrometheusRule']);
  expect(judged.flatMap((object) => OPERATOR.check(object))).toEqual([]);
});

test('a field that prometheus-operator does not have is found', () => {
  const object = { ...written(monitoring(STACK).made)['PrometheusRule monitoring'], spec: { group: [] } };
  expect(OPERATOR.check(object)).toHaveLength(1);
});

describe('scraping', () => {
  const kinds = (props: Partial<MonitoringProps>) => (
    Object.keys(written(monitoring({ ...props, stateMetrics: false, alerts: { enabled: false }, capacityRules: false })
      .made)));

  test('by ServiceMonitors does not verify certificates, which have names of their own, and keeps namespaces', () => {
    expect(written(monitoring(STACK).made)['ServiceMonitor monitoring-kubevirt']).toMatchObject({
      metadata: { namespace: 'monitoring', labels: { release: 'stack' } },
      spec: {
        namespaceSelector: { matchNames: ['kubevirt'] },
        selector: { matchLabels: { 'prometheus.kubevirt.io': 'true' } },
        endpoints: [{ port: 'metrics', scheme: 'https', tlsConfig: { insecureSkipVerify: true }, honorLabels: true }],
      },
    });
  });

  test('by the operators writes nothing, and no right for the account that both know', () => {
    const account = { scraping: Scraping.byOperators(), serviceAccount: 'prometheus-k8s' };
    expect(kinds(account)).toEqual([]);
    expect(kinds({ ...account, serviceAccount: 'prometheus' })).toEqual([
      'Role monitoring-cdi', 'RoleBinding monitoring-cdi',
    ]);
  });

  test('by annotations is by Services of ours, which upstream\'s ServiceMonitors do not select', () => {
    const { made } = monitoring({ scraping: Scraping.annotations() });
    expect(written(made)['Service monitoring-cdi']).toMatchObject({
      metadata: {
        namespace: 'cdi',
        labels: expect.not.objectContaining({ 'prometheus.cdi.kubevirt.io': 'true' }),
        annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/scheme': 'https', 'prometheus.io/port': '8443' },
      },
      spec: { clusterIP: 'None', selector: { 'prometheus.cdi.kubevirt.io': 'true' } },
    });
  });

  test('by a configuration is a file of two jobs', () => {
    const { made } = monitoring({ scraping: Scraping.configuration() });
    expect(written(made)['ConfigMap monitoring-scraping'].data['scrape.yaml']).toMatchSnapshot();
  });

  test.each([
    ['annotations', Scraping.annotations()],
    ['a configuration', Scraping.configuration()],
  ])('by %s writes rules as a file', (_name, scraping) => {
    const { made } = monitoring({ scraping });
    expect(written(made)['ConfigMap monitoring-rules'].data['rules.yaml']).toContain('alert: DiskStuck');
    expect(written(made)['PrometheusRule monitoring']).toBeUndefined();
  });

  test('by nobody of the program leaves rights and ServiceMonitors out', () => {
    expect(kinds({ scraping: Scraping.none(), serviceAccount: 'prometheus' })).toEqual([]);
  });

  test('follows the namespaces of the operators', () => {
    const platform = new Platform({ kubevirtNamespace: 'virt', cdiNamespace: 'virt' });
    const { made } = monitoring({ ...STACK, networkPolicies: true }, platform);
    expect(written(made)['NetworkPolicy monitoring-cdi'].metadata.namespace).toBe('virt');
    expect(errorsOf(platform.app)).toEqual([]);
  });
});

describe('alerts', () => {
  test('have a severity, a time, the cluster, a runbook, and the tenant if they are about one', () => {
    const rules = rulesIn(monitoring().made).filter(({ alert }) => alert !== undefined);
    for (const rule of rules) {
      expect(rule.labels).toMatchObject({ cluster: 'infra', severity: expect.stringMatching(/critical|warning|info/) });
      expect(rule.for).toMatch(/^(\d+[dhms])+$/);
      expect(rule.annotations.runbook_url).toMatch(new RegExp(`/docs/runbooks/${rule.alert}\\.md$`));
      expect(rule.annotations.summary).toMatch(/\.$/);
    }
    const ofTenants = rules.filter(({ labels }) => labels.tenant === '{{ $labels.namespace }}');
    expect([...new Set(ofTenants.map(({ alert }) => alert))]).toEqual([
      'PoolShortOfMembers', 'MachineNotMigratable', 'DiskStuck', 'TenantNearQuota', 'LaunchersPending',
      'MigrationHangs', 'SnapshotNotReady',
    ]);
  });

  test('are all there but those of schedules, of which there is none', () => {
    const all = Object.values(PlatformAlert);
    expect(alertsIn(monitoring().made).sort()).toEqual(all.filter((each) => each !== 'BackupOverdue').sort());
  });

  test('about backups are of the schedules of the program that are not paused, whenever they were added', () => {
    const { platform, made } = monitoring();
    new BackupSchedule(platform.tenant, 'nightly', { schedule: '0 3 * * *' });
    new BackupSchedule(platform.tenant, 'weekly', { schedule: '0 3 * * 0', paused: true });
    const rules = rulesIn(made).filter(({ alert }) => alert === PlatformAlert.BACKUP_OVERDUE);
    expect(rules.map((rule) => [rule.expr, rule.for])).toEqual([
      ['time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule="nightly"}) > 108000', '15m'],
      ['absent(velero_backup_last_successful_timestamp{schedule="nightly"})', '1d6h'],
    ]);
  });

  test('take thresholds, labels and the base of runbooks from props', () => {
    const { made } = monitoring({
      alerts: {
        thresholds: { quotaPercent: 75, quotaNearlyFull: Duration.minutes(90), nodesLost: 2 },
        labels: { team: 'infra' },
        clusterLabel: 'site',
        tenantLabel: 'customer',
        runbooks: 'https://docs.example/runbooks/',
      },
    });
    const quota = rulesIn(made).find(({ alert }) => alert === PlatformAlert.TENANT_NEAR_QUOTA);
    expect(quota).toMatchObject({
      expr: expect.stringMatching(/ > 75$/),
      for: '1h30m',
      labels: { team: 'infra', site: 'infra', customer: '{{ $labels.namespace }}' },
      annotations: { runbook_url: 'https://docs.example/runbooks/TenantNearQuota.md' },
    });
    const room = rulesIn(made).find(({ alert }) => alert === PlatformAlert.NO_ROOM_FOR_NODE_LOSS);
    expect(room.expr).toContain('topk by (resource) (2, ');
    expect(room.annotations.summary).toContain('the 2 largest nodes with machines fail');
  });

  test('can tell of what is requested beyond everything', () => {
    const { made } = monitoring({ alerts: { thresholds: { nodesLost: 0 } } });
    const room = rulesIn(made).find(({ alert }) => alert === PlatformAlert.NO_ROOM_FOR_NODE_LOSS);
    expect(room.expr).not.toContain('topk');
  });

  test('are left out one by one, or all', () => {
    const without = [PlatformAlert.DISK_STUCK];
    expect(alertsIn(monitoring({ alerts: { without } }).made)).not.toContain('DiskStuck');
    expect(alertsIn(monitoring({ alerts: { enabled: false } }).made)).toEqual([]);
  });

  test('that need metrics of kube-state-metrics are left out with a notice if it gets no configuration', () => {
    const { made } = monitoring({ stateMetrics: false });
    expect(alertsIn(made)).toEqual(['TenantNearQuota', 'LaunchersPending', 'NoRoomForNodeLoss', 'MigrationHangs']);
    expect(noticesOf(made)).toEqual([expect.stringContaining('left out: GoldenImageStale, GoldenImageFailing')]);
  });

  test('compare with the versions of the program', () => {
    const infra = KubeVirtCluster.existing(new BundleApp(), 'infra', {
      kubevirt: KubeVirtRelease.V1_7_4, cdi: CdiRelease.V1_63_1,
    });
    const exprs = rulesIn(new Monitoring(infra, 'monitoring', { scraping: Scraping.none() })).map(({ expr }) => expr);
    expect(exprs).toContain('max by (name, version) (cdk8s_kubevirt_kubevirt_info{version!="v1.7.4"})');
    expect(exprs).toContain('max by (name, version) (cdk8s_kubevirt_cdi_info{version!="v1.63.1"})');
  });
});

test('capacity is by group of nodes if a label names it', () => {
  const rules = rulesIn(monitoring({ nodeGroupLabel: 'example.com/node-group' }).made);
  const byGroup = rules.filter(({ record }) => record?.startsWith('nodegroup_resource:') === true);
  expect(byGroup.map(({ expr }) => expr)).toEqual([
    expect.stringMatching(/^sum by \(resource, label_example_com_node_group\) /),
    expect.stringMatching(/^sum by \(resource, label_example_com_node_group\) /),
  ]);
});

test('everything can be turned off', () => {
  const { platform, made } = monitoring({ stateMetrics: false, alerts: { enabled: false }, capacityRules: false });
  expect(made.objects).toEqual([]);
  expect(rulesOf(platform.app).filter((rule) => rule.startsWith('MON'))).toEqual([]);
});

test('metrics of custom resources are of the versions that the release stores', () => {
  const text = written(monitoring().made)['ConfigMap monitoring-kube-state-metrics'].data['config.yaml'];
  expect(text).toContain('group: pool.kubevirt.io\n        kind: VirtualMachinePool\n        version: v1beta1');
});

test('a pattern of prometheus-operator that names a flag of Go is checked in any case', () => {
  const rule = (partialResponseStrategy: string) => ({
    ...written(monitoring(STACK).made)['PrometheusRule monitoring'],
    spec: { groups: [{ name: 'a', partial_response_strategy: partialResponseStrategy, rules: [] }] },
  });
  expect(OPERATOR.check(rule('Abort'))).toEqual([]);
  expect(OPERATOR.check(rule('other'))).toHaveLength(1);
});
