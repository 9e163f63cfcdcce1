import { load } from 'js-yaml';
import { BAD, providerRule } from './deployment-rule';
import { fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { CLOUD, DeploymentParts } from '../../machine-controller/parts';
import { base64Bytes, readableText } from '../../machines/secrets/readable';
import { isPlain } from '../../toolkit/merge';
import { machineController, own } from '../sources';

const FIELD = `${CLOUD}.auth.kubeconfig`;
const BY_SECRET = 'Write secretKeyRef with namespace, name and key, or leave auth out and give machine-controller the '
  + 'variable KUBEVIRT_KUBECONFIG.';

export const KUBECONFIG_FORM = providerRule({
  id: 'MD007',
  name: 'workers/deployment-kubeconfig-form',
  title: 'A kubeconfig in a MachineDeployment is the base64 of one',
  why: 'machine-controller refuses anything else there, though it takes both forms from a Secret.',
  remedy: 'Keep it in a Secret, or encode it.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: getConfig'),
}, function* ({ cloud }) {
  const text = inline(cloud);
  if (!text || isKubeconfig(text)) return;
  // The message does not repeat what may be a secret.
  const problem = base64Bytes(text) === undefined ? 'is not base64' : 'is base64 of something that is not a kubeconfig';
  yield fault(FIELD, `${problem}, so machine-controller refuses it`, BY_SECRET);
});

export const KUBECONFIG_IN_CLEAR = providerRule({
  ...BAD,
  id: 'MD008',
  name: 'workers/deployment-kubeconfig-in-clear',
  title: 'The kubeconfig of the infra cluster is in a Secret, not in the MachineDeployment',
  why: 'Everyone who may read the Git repository or the tenant\'s MachineDeployments gets the rights of '
    + 'machine-controller in the infra cluster.',
  remedy: 'Name a Secret in secretKeyRef, or give machine-controller the variable KUBEVIRT_KUBECONFIG.',
  source: own('docs/reference/rules.md'),
}, function* ({ cloud }) {
  const text = inline(cloud);
  if (!text || !isKubeconfig(text)) return;
  yield fault(FIELD, 'holds the access to the infra cluster, and everyone who may read the Git repository could use it',
    BY_SECRET);
});

/** The kubeconfig in the object. Unlike with other values, machine-controller takes it before a reference. */
function inline({ auth }: DeploymentParts['cloud']): string | undefined {
  const kubeconfig: unknown = isPlain(auth) ? auth.kubeconfig : undefined;
  return textOf(isPlain(kubeconfig) ? kubeconfig.value : kubeconfig);
}

/** Whether a text is the base64 of YAML with what a kubeconfig has. */
function isKubeconfig(text: string): boolean {
  const bytes = base64Bytes(text);
  const yaml = bytes && readableText(bytes);
  return yaml !== undefined && isPlain(parsed(yaml)?.valueOf()) && /\bclusters\b/.test(yaml);
}

function parsed(yaml: string): unknown {
  try {
    return load(yaml);
  } catch {
    return undefined;
  }
}
