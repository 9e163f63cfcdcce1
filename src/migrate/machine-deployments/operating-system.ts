import { OPERATING_SYSTEMS } from '../../machine-controller/operating-systems';
import { ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import type { Editor } from '../editor';

/** Without it, Flatcar does not find its Ignition data on KubeVirt 1.6.4 and newer. */
const PCI_ON_ROOT = ['spec', 'template', 'metadata', 'annotations', ON_ROOT_COMPLEX];

/** Removes settings of other operating systems, which machine-controller ignores. */
export function updateOperatingSystem(editor: Editor, value: string): void {
  const system: unknown = editor.get(`${value}.operatingSystem`);
  if (typeof system !== 'string') return;
  const known = OPERATING_SYSTEMS[system];
  if (known === undefined) {
    editor.fail(`${value}.operatingSystem ${JSON.stringify(system)} cannot be carried over: machine-controller runs `
      + `${Object.keys(OPERATING_SYSTEMS).join(', ')} on KubeVirt. Choose one of them, with an image of it.`);
    return;
  }
  for (const key of editor.keys(`${value}.operatingSystemSpec`).filter((each) => known[each] === undefined)) {
    editor.remove(`${value}.operatingSystemSpec.${key}`, `it is not a setting of ${system}, which ignores it`);
  }
  if (system !== 'flatcar' || editor.has(PCI_ON_ROOT)) return;
  editor.set(PCI_ON_ROOT, 'true', 'without it, Flatcar does not find its Ignition data on KubeVirt 1.6.4 and newer');
}
