import { countedBy, findings, foundBy, NAMESPACE, Setting } from './machines';
import { FeatureGate, KubeVirtClusterProps } from '../../../src';
import { annotated, vmi, withDisk } from '../../corpus/machine/parts';

/** A plain Namespace with labels of pod security. */
function enforcing(level: string | undefined, version?: string, cluster?: Partial<KubeVirtClusterProps>): Setting {
  const enforce = 'pod-security.kubernetes.io/enforce';
  const labels = { ...(level && { [enforce]: level }), ...(version && { [`${enforce}-version`]: version }) };
  return { cluster, objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } }] };
}

const FILE = { path: '/data/cache.img', type: 'DiskOrCreate', capacity: '1Gi' };
const HOST_DISK = withDisk({ name: 'cache', hostDisk: FILE });
const probe = (handler: object) => vmi({ livenessProbe: handler, readinessProbe: handler });
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/compute';

describe('a machine goes beyond the level of its namespace', () => {
  test.each(['baseline', 'restricted'])('with a host disk, in all kinds that hold machines (%s)', (level) => {
    expect(countedBy('VM123', HOST_DISK, enforcing(level))).toEqual([1, 1, 1, 1]);
    expect(foundBy('VM123', 'VirtualMachine', HOST_DISK, enforcing(level))).toEqual([
      'error: spec.template.spec.volumes[1].hostDisk is a directory of the node (hostPath), which namespace "machines" '
        + `refuses: it enforces the pod security level "${level}".`,
    ]);
  });

  test('with a host disk, though the gate for it is named', () => {
    const setting = enforcing('baseline', undefined, { featureGates: [FeatureGate.HOST_DISK] });
    expect(countedBy('VM123', HOST_DISK, setting)).toEqual([1, 1, 1, 1]);
  });

  test('with probes of another host, from Kubernetes v1.34 on', () => {
    const http = probe({ httpGet: { host: '192.0.2.1', port: 80 } });
    expect(countedBy('VM123', http, enforcing('baseline'))).toEqual([2, 2, 2, 2]);
    expect(countedBy('VM123', probe({ tcpSocket: { host: '192.0.2.1', port: 80 } }), enforcing('baseline', 'v1.34')))
      .toEqual([2, 2, 2, 2]);
    expect(countedBy('VM123', http, enforcing('baseline', 'v1.33'))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM123', probe({ httpGet: { port: 80 } }), enforcing('baseline'))).toEqual([0, 0, 0, 0]);
  });

  test('with a profile of AppArmor that confines nothing', () => {
    expect(countedBy('VM123', annotated({ [APP_ARMOR]: 'unconfined' }), enforcing('restricted'))).toEqual([1, 1, 1, 1]);
    expect(countedBy('VM123', annotated({ [APP_ARMOR]: 'localhost/own' }), enforcing('baseline')))
      .toEqual([0, 0, 0, 0]);
    expect(countedBy('VM123', annotated({ [APP_ARMOR]: 'runtime/default' }), enforcing('baseline')))
      .toEqual([0, 0, 0, 0]);
  });

  test('not if the namespace enforces none, or is not in the bundle', () => {
    expect(countedBy('VM123', HOST_DISK, enforcing('privileged'))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM123', HOST_DISK, enforcing(undefined))).toEqual([0, 0, 0, 0]);
    expect(countedBy('VM123', HOST_DISK)).toEqual([0, 0, 0, 0]);
  });
});

describe('what the cluster gives to every launcher', () => {
  const ofNamespace = (machine: object, setting: Setting, rule = 'KV062') => (
    findings('VirtualMachine', machine, setting)
      .filter((finding) => finding.rule === rule)
      .map(({ message }) => message)
  );
  const ROOT = { featureGates: [FeatureGate.ROOT] };

  test('is beyond the level with the gate Root', () => {
    expect(ofNamespace({}, enforcing('baseline', undefined, ROOT))).toEqual([
      'metadata.labels["pod-security.kubernetes.io/enforce"] is "baseline", which refuses the capability SYS_NICE of '
        + 'all launchers, because the feature gate "Root" is on in the cluster: no machine of this namespace would '
        + 'start.',
    ]);
    expect(ofNamespace({}, { ...enforcing('restricted'), existing: ROOT })).toHaveLength(1);
    expect(ofNamespace({}, enforcing('privileged', undefined, ROOT))).toEqual([]);
    expect(ofNamespace({}, enforcing('baseline', undefined, {}))).toEqual([]);
    expect(ofNamespace(annotated({ 'kubevirt.io/nonroot': '' }), enforcing('baseline', undefined, ROOT))).toEqual([]);
  });

  test('is beyond the level with another type of SELinux', () => {
    const typed = (selinuxLauncherType: string) => ({
      overrides: { kubevirt: { configuration: { selinuxLauncherType } } },
    });
    expect(ofNamespace({}, enforcing('baseline', undefined, typed('spc_t')))).toEqual([
      expect.stringContaining('refuses the SELinux type "spc_t" of all launchers'),
    ]);
    expect(ofNamespace({}, enforcing('baseline', undefined, typed('container_kvm_t')))).toEqual([]);
    expect(ofNamespace({}, enforcing('baseline', undefined, typed('container_engine_t')))).toEqual([]);
    expect(ofNamespace({}, enforcing('baseline', 'v1.30', typed('container_engine_t')))).toHaveLength(1);
  });

  test('has no seccomp profile, which a plain Namespace with machines refuses as that of a tenant does', () => {
    expect(ofNamespace({}, enforcing('restricted', undefined, {}), 'KV032')).toHaveLength(1);
    const profile = { kubevirtConfig: { seccompProfile: 'RuntimeDefault' } };
    expect(ofNamespace({}, enforcing('restricted', undefined, profile), 'KV032')).toEqual([]);
  });
});
