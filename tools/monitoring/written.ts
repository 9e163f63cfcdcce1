import { ApiObject } from 'cdk8s';
import {
  BackupSchedule, BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, Monitoring, PlatformAlert, Scraping,
} from '../../src';

/** What `Monitoring` writes for each pair of releases, for a Prometheus without an operator: then all of it is text. */
const pairs = KubeVirtRelease.all().flatMap((kubevirt) => CdiRelease.all().map((cdi) => ({ kubevirt, cdi })));

function written({ kubevirt, cdi }: { readonly kubevirt: KubeVirtRelease; readonly cdi: CdiRelease }) {
  const infra = KubeVirtCluster.existing(new BundleApp(), 'infra', { kubevirt, cdi });
  new BackupSchedule(infra, 'nightly', { schedule: '0 3 * * *', tenants: ['cluster-*'] });
  const { objects } = new Monitoring(infra, 'monitoring', {
    scraping: Scraping.configuration(),
    nodeGroupLabel: 'example.com/group',
    alerts: { runbooks: 'https://runbooks.example' },
  });
  const file = (end: string, key: string): string => {
    const found: ApiObject = objects.find(({ kind, name }) => kind === 'ConfigMap' && name === `monitoring-${end}`)!;
    return found.toJson().data[key];
  };
  return {
    kubevirt: kubevirt.version,
    cdi: cdi.version,
    rules: file('rules', 'rules.yaml'),
    scraping: file('scraping', 'scrape.yaml'),
    state: file('kube-state-metrics', 'config.yaml'),
  };
}

process.stdout.write(JSON.stringify({
  alerts: Object.values(PlatformAlert),
  releases: pairs.map(written),
}));
