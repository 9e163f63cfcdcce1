import type { ApiObject } from 'cdk8s';
import { later, refused, Right, right, stricter, wrong, Wrong } from './case';
import { NAMESPACES, patched, Scene } from './scene';
import { of } from './sizes';
import {
  Firmware, GoldenImage, TenantNamespace, VirtualMachineInstancePreset, WatchdogAction, WorkerPool,
} from '../../src';

/** A preset of a tenant that exists, with other fields of its domain. */
const preset = (scene: Scene, domain: object): ApiObject =>
  new VirtualMachineInstancePreset(scene.home, 'standard', {
    matchLabels: { flavor: 'standard' }, requests: { cpu: '2', memory: '8Gi' }, overrides: domain,
  }).apiObject;

const NO_CARRY = stricter('the instancetype and the preference lack it');
const MATCHING = { flavor: 'a' };

/** A pool whose machines have the labels of presets with these domains. */
function presets(scene: Scene, ...domains: readonly object[]): ApiObject[] {
  const infra = scene.cluster();
  const tenant = TenantNamespace.existing(infra, 'home', { namespaceName: NAMESPACES[0] });
  const made = domains.map((overrides, index) => new VirtualMachineInstancePreset(tenant, `preset-${index}`, {
    matchLabels: MATCHING, overrides,
  }).apiObject);
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu-24-04', namespaceName: NAMESPACES[1], capacity: '10Gi', cloneableFrom: true,
  });
  const { virtualMachinePool } = new WorkerPool(tenant, 'workers', { replicas: 1, image, size: of(2, '4Gi') });
  const labels = '/spec/virtualMachineTemplate/spec/template/metadata/labels/flavor';
  return [...made, patched(virtualMachinePool, labels, 'a')];
}

export const OF_PRESETS: readonly Wrong[] = [
  wrong('SIZE023', 'other features', (scene) =>
    presets(scene, { features: { smm: { enabled: true } } }, { features: { smm: { enabled: false } } }),
  'matches VirtualMachinePool "workers", as does the preset "preset-0" with another domain.features',
  later('KubeVirt refuses the instance: the presets cannot be applied due to conflicts')),
  wrong('SIZE024', 'no label', (scene) => [
    new VirtualMachineInstancePreset(scene.home, 'all', { matchLabels: {}, cores: 2 }).apiObject,
  ], 'asks for no label', stricter('KubeVirt gives it to every instance of the namespace')),
  wrong('SIZE025', 'a model alone', (scene) => [
    new VirtualMachineInstancePreset(scene.home, 'model', { matchLabels: MATCHING, cpuModel: 'EPYC' }).apiObject,
  ], 'cores is missing, so cpuModel is not written', stricter('no field is written')),
  wrong('SIZE027', 'a CPU model', (scene) => [VirtualMachineInstancePreset.toInstancetype(scene.home, 'a', {
    matchLabels: MATCHING, cores: 2, requests: { memory: '8Gi' }, overrides: { cpu: { model: 'EPYC' } },
  }).apiObject], 'overrides.cpu is not written into the Instancetype', NO_CARRY),
  wrong('SIZE027', 'features', (scene) => [VirtualMachineInstancePreset.toPreference(scene.home, 'a', {
    matchLabels: MATCHING, overrides: { features: { smm: {} } },
  }).apiObject], 'overrides.features is not written into the Preference', NO_CARRY),
  wrong('SIZE027', 'a topology that no preference has', (scene) => [
    VirtualMachineInstancePreset.toPreference(scene.home, 'a', { matchLabels: MATCHING, cores: 2, threads: 4 })
      .apiObject,
  ], 'threads is 4 beside 2 cores', NO_CARRY),
  wrong('SIZE028', 'the preset of Kubermatic', (scene) => [VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'standard', VirtualMachineInstancePreset.KUBERMATIC_STANDARD).apiObject],
  'requests.cpu reserves 2 on the node', stricter('it works, and reserves less')),
  wrong('SIZE013', 'any', (scene) => [preset(scene, {})], 'is of a kind that KubeVirt will remove',
    stricter('KubeVirt takes it with a warning')),
  wrong('SIZE014', 'no domain', (scene) => [patched(preset(scene, {}), '/spec/domain', undefined)],
    'spec.domain is missing', refused('missing domain.')),
  wrong('SIZE015', 'limits', (scene) => [preset(scene, { resources: { limits: { memory: '8Gi' } } })],
    'spec.domain.resources.limits does not reach any instance', stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE015', 'memory', (scene) => [preset(scene, { memory: { guest: '8Gi' } })],
    'spec.domain.memory does not reach any instance', stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE015', 'a network interface', (scene) => [
    preset(scene, { devices: { interfaces: [{ name: 'default', masquerade: {} }] } }),
  ], 'spec.domain.devices.interfaces does not reach any instance',
  stricter('KubeVirt takes it, and does not merge it')),
  wrong('SIZE016', 'no memory', (scene) => {
    const given = { matchLabels: {}, cores: 2 };
    return [VirtualMachineInstancePreset.toInstancetype(scene.home, 'standard', given).apiObject];
  }, 'requests.memory is missing', stricter('a stand-in is written')),
  wrong('SIZE017', 'a watchdog', (scene) => {
    const given = { matchLabels: {}, watchdog: WatchdogAction.RESET };
    return [VirtualMachineInstancePreset.toPreference(scene.home, 'standard', given).apiObject];
  }, 'watchdog is "reset", which a preference cannot have', stricter('the preference lacks it')),
];

export const PRESETS_RIGHT: readonly Right[] = [
  right('SIZE013', 'an instancetype of it', (scene) => VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'standard', VirtualMachineInstancePreset.KUBERMATIC_STANDARD)),
  right('SIZE014', 'an empty domain', (scene) => preset(scene, {})),
  right('SIZE015', 'what KubeVirt merges', (scene) => new VirtualMachineInstancePreset(scene.home, 'all', {
    matchLabels: { flavor: 'all' },
    requests: { memory: '8Gi' },
    cores: 2,
    firmware: Firmware.efi(),
    clock: { timezone: 'Europe/Berlin' },
    features: { acpi: true },
    watchdog: WatchdogAction.RESET,
  })),
  right('SIZE016', 'both', (scene) => VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'standard', { matchLabels: {}, cores: 2, requests: { memory: '8Gi' } })),
  right('SIZE023', 'the same features', (scene) =>
    presets(scene, { features: { smm: {} } }, { features: { smm: {}, acpi: {} }, cpu: { cores: 2 } })),
  right('SIZE024', 'a label', (scene) => preset(scene, {})),
  right('SIZE025', 'with cores', (scene) => new VirtualMachineInstancePreset(scene.home, 'model', {
    matchLabels: MATCHING, cores: 2, threads: 2, cpuModel: 'EPYC',
  })),
  right('SIZE027', 'what no instance got', (scene) => VirtualMachineInstancePreset.toInstancetype(scene.home, 'a', {
    matchLabels: MATCHING,
    cores: 2,
    requests: { memory: '8Gi' },
    overrides: { features: { smm: {} }, resources: { limits: { cpu: '2' } } },
  })),
  right('SIZE027', 'a topology that a preference has', (scene) => VirtualMachineInstancePreset.toPreference(
    scene.home, 'a', { matchLabels: MATCHING, cores: 2, sockets: 2, threads: 2 })),
  right('SIZE028', 'cores alone', (scene) => VirtualMachineInstancePreset.toInstancetype(
    scene.home, 'a', { matchLabels: MATCHING, cores: 2, requests: { memory: '8Gi' } })),
  right('SIZE017', 'no watchdog', (scene) => VirtualMachineInstancePreset.toPreference(
    scene.home, 'standard', { matchLabels: {}, clock: { timezone: 'Europe/Berlin' } })),
];
