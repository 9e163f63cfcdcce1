import { isDeepStrictEqual } from 'node:util';
import { moveAffinity, replacePodPresets } from './affinity';
import { moveImageCredentials, removeRegistration } from './credentials';
import { moveFlatFields } from './flat';
import { replaceFlavor } from './flavor';
import { moveKubeconfig } from './kubeconfig';
import { lookAtKubelet } from './kubelet';
import { updateOperatingSystem } from './operating-system';
import { updateValues } from './values';
import { below, Editor } from '../editor';
import type { Migration } from '../migration';

const TEMPLATE = 'spec.template';

/** The path of what machine-controller's providers read. */
const VALUE = 'spec.template.spec.providerSpec.value';

/** Brings MachineDeployments of machine-controller for KubeVirt to the form of its provider of v1.66. */
export function updateMachineDeployments(migration: Migration): void {
  for (const editor of migration.of('cluster.k8s.io', 'MachineDeployment')) {
    if (editor.get(below(VALUE, 'cloudProvider')) === 'kubevirt') update(migration, editor);
  }
}

function update(migration: Migration, editor: Editor): void {
  const provider = `${VALUE}.cloudProviderSpec`;
  const before: unknown = editor.get(TEMPLATE);
  moveFlatFields(editor, provider);
  moveAffinity(editor, VALUE, provider);
  replacePodPresets(editor, provider);
  replaceFlavor(migration, editor, provider);
  updateValues(editor, provider);
  moveKubeconfig(editor, provider);
  moveImageCredentials(editor, provider);
  updateOperatingSystem(editor, VALUE);
  removeRegistration(editor, VALUE);
  lookAtKubelet(editor);
  if (!isDeepStrictEqual(editor.get(TEMPLATE), before)) warnOfReplacement(editor);
}

/** machine-controller compares templates field by field, whether or not a field makes another machine. */
function warnOfReplacement(editor: Editor): void {
  const isPaused = editor.get('spec.paused') === true;
  editor.warn(`${TEMPLATE} has changed, and machine-controller replaces all nodes whose template differs from it, even `
    + `if the machines would be the same. ${isPaused
      ? 'Set spec.paused to false when nodes may be replaced'
      : 'Apply it when nodes may be replaced, or set spec.paused to true until then'}`);
}
