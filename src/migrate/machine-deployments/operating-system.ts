import { table } from '../../toolkit/table';
import type { Editor } from '../editor';

const RHEL = [
  'distUpgradeOnBoot', 'rhelSubscriptionManagerUser', 'rhelSubscriptionManagerPassword', 'rhsmOfflineToken',
  'attachSubscription', 'rhelUseSatelliteServer', 'rhelSatelliteServer', 'rhelOrganizationName', 'rhelActivationKey',
];

/** The settings of each operating system that machine-controller runs on KubeVirt (v1.66, sdk/userdata). */
const SETTINGS: { readonly [system: string]: readonly string[] } = table({
  ubuntu: ['distUpgradeOnBoot'],
  rockylinux: ['distUpgradeOnBoot'],
  flatcar: ['disableAutoUpdate', 'disableLocksmithD', 'disableUpdateEngine', 'provisioningUtility'],
  rhel: RHEL,
});

/** Without it, Flatcar does not find its Ignition data on KubeVirt 1.6.4 and newer. */
const PCI_ON_ROOT = ['spec', 'template', 'metadata', 'annotations', 'kubevirt.io/placePCIDevicesOnRootComplex'];

/** Removes settings of other operating systems, which machine-controller ignores. */
export function updateOperatingSystem(editor: Editor, value: string): void {
  const system: unknown = editor.get(`${value}.operatingSystem`);
  if (typeof system !== 'string') return;
  const known = SETTINGS[system];
  if (known === undefined) {
    editor.fail(`${value}.operatingSystem ${JSON.stringify(system)} cannot be carried over: machine-controller runs `
      + `${Object.keys(SETTINGS).join(', ')} on KubeVirt. Choose one of them, with an image of it.`);
    return;
  }
  for (const key of editor.keys(`${value}.operatingSystemSpec`).filter((each) => !known.includes(each))) {
    editor.remove(`${value}.operatingSystemSpec.${key}`, `it is not a setting of ${system}, which ignores it`);
  }
  if (system !== 'flatcar' || editor.has(PCI_ON_ROOT)) return;
  editor.set(PCI_ON_ROOT, 'true', 'without it, Flatcar does not find its Ignition data on KubeVirt 1.6.4 and newer');
}
