import { program } from './support';
import {
  Boot, CdiRelease, Firmware, Instancetype, InstancetypeProps, KubeVirtRelease, LaunchSecurity, MachinePreference,
  MachineSize, Preference, PreferenceProps, RunStrategy, TenantNamespace, VirtualMachine, VirtualMachineProps,
} from '../../src';
import { cluster, kubevirtSpec } from '../cluster/clusters';
import { errorsOf } from '../findings';

/** The errors of a program with machines that name a size and a preference. */
function errors(
  its: Partial<InstancetypeProps>, prefers: PreferenceProps = {}, count = 1, more: Partial<VirtualMachineProps> = {},
): string[] {
  const { app, infra, tenant } = program();
  const size = MachineSize.from(new Instancetype(infra, 'large', { cpu: 4, memory: '8Gi', ...its }));
  const preference = MachinePreference.from(new Preference(infra, 'p', prefers));
  for (let index = 0; index < count; index++) {
    const boot = Boot.containerDisk('quay.io/a/b:1');
    new VirtualMachine(tenant, `db-${index}`, { boot, runStrategy: RunStrategy.ALWAYS, size, preference, ...more });
  }
  return errorsOf(app);
}

test('a mistake of a size is told there once, however many machines it refuses', () => {
  expect(errors({ maxMemory: '4Gi' }, {}, 3)).toEqual([expect.stringContaining('maxMemory "4Gi" is less than')]);
  expect(errors({ isolateEmulatorThread: true }, {}, 3)).toEqual([
    expect.stringMatching(/infra\/large.*isolateEmulatorThread .*: VirtualMachine "db-0" and 2 others are refused/),
  ]);
});

test('a size that names a mistake and a machine with another one are two findings', () => {
  expect(errors({ maxMemory: '4Gi' }, {}, 1, { hostname: 'Bad_Name' })).toHaveLength(2);
});

test('firmware of the machine or of the preference completes a size with SEV', () => {
  const launchSecurity = LaunchSecurity.sev();
  const firmware = Firmware.efi({ secureBoot: false });
  expect(errors({ launchSecurity })).toEqual([expect.stringContaining('launchSecurity needs UEFI')]);
  expect(errors({ launchSecurity }, { firmware })).toEqual([]);
  expect(errors({ launchSecurity }, {}, 1, { firmware })).toEqual([]);
});

test('secure boot of a machine needs the SMM that its preference turns off', () => {
  const domain = { firmware: { bootloader: { efi: {} } } };
  const own = { overrides: { template: { spec: { domain } } } };
  expect(errors({}, { features: { smm: true } }, 1, own)).toEqual([]);
  expect(errors({}, { features: { smm: false } }, 1, own)).toEqual([expect.stringContaining('has secure boot on')]);
  expect(errors({}, { firmware: Firmware.efi() })).toEqual([]);
});

test('a machine that states its own subdomain does not get that of its preference', () => {
  expect(errors({}, { subdomain: 'db' }, 1, { subdomain: 'other' })).toEqual([]);
});

test('launch security of a preference turns on the gate that it needs', () => {
  const infra = cluster({ kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  const tenant = new TenantNamespace(infra, 'acme');
  const preference = new Preference(infra, 'p', { firmware: Firmware.efi(), launchSecurity: LaunchSecurity.tdx() });
  new VirtualMachine(tenant, 'db', {
    boot: Boot.containerDisk('quay.io/a/b:1'),
    runStrategy: RunStrategy.ALWAYS,
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    preference: MachinePreference.from(preference),
  });
  expect(kubevirtSpec(infra).configuration.developerConfiguration.featureGates).toContain('WorkloadEncryptionTDX');
});
