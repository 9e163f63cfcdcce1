import { TEMPLATE } from './beta-gates';
import { gatesIn, isGateOn } from './wishes';
import { Severity } from '../../../findings/finding';
import { Fault, fault, wholeFault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import { items } from '../../../toolkit/shape';
import type { ClusterRule } from '../../rule';
import { kubevirt } from '../../sources';

const CONFIGURATION = 'spec.configuration';

export const TEMPLATES_REMOVED: ClusterRule = {
  id: 'KV048',
  name: 'cluster/templates-removed',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Templates of machines are not deleted with their CRDs',
  why: 'Without the feature gate Template, or with virtTemplateDeployment.enabled: false, virt-operator deletes the '
    + 'CRDs of virt-template, and with them every VirtualMachineTemplate in the cluster.',
  remedy: 'Leave the gate on, or accept this finding if the cluster holds no VirtualMachineTemplate.',
  source: kubevirt('pkg/virt-operator/resource/apply/reconcile.go: deleteObjectsNotInInstallStrategy'),
  releases: { of: 'kubevirt', since: 'v1.9.0' },
  acceptable: true,

  *check(cluster) {
    if (!cluster.facts.turnsGatesOn || cluster.kubevirtSpec === undefined) return;
    const { facts: { disabledGates }, kubevirtSpec } = cluster;
    const entry = cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
    if (disabledGates.includes(TEMPLATE)) {
      yield namedOff('disabledFeatureGates');
    } else if (gatesIn(kubevirtSpec).disabled.includes(TEMPLATE)) {
      yield { ...namedOff(`${CONFIGURATION}.developerConfiguration.disabledFeatureGates`), entry };
    } else if (kubevirtSpec.configuration?.virtTemplateDeployment?.enabled === false) {
      const remedy = 'Remove the field, or accept this finding if the cluster holds none.';
      yield { ...fault(`${CONFIGURATION}.virtTemplateDeployment.enabled`, `is false: ${LOSS}`, remedy), entry };
    }
  },
};

const LOSS = 'virt-operator then deletes the CRDs of virt-template, and with them every VirtualMachineTemplate in '
  + 'the cluster';

function namedOff(field: string): Fault {
  return fault(field, `names "${TEMPLATE}": ${LOSS}`,
    'Remove it from the list, or accept this finding if the cluster holds none.');
}

/** KubeVirt v1.9.0 pkg/virt-operator/util/config.go: the variables that hold virt-template's own images. */
const IMAGES = ['VIRT_TEMPLATE_APISERVER_IMAGE', 'VIRT_TEMPLATE_CONTROLLER_IMAGE'];

const UPSTREAM = 'quay.io/';

export const TEMPLATE_IMAGES: ClusterRule = {
  id: 'KV049',
  name: 'cluster/template-images',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'A registry of your own holds the images of virt-template, which v1.9 deploys by itself',
  why: 'The feature gate Template is on by itself from v1.9, so virt-operator deploys two components that v1.8 did '
    + 'not. Mirrors made for v1.8 lack their images, and KubeVirt does not become available without them.',
  remedy: 'Copy virt-template-apiserver and virt-template-controller to the registry and name Template in '
    + 'featureGates, or name it in disabledFeatureGates.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/virttemplate.go'),
  releases: { of: 'kubevirt', since: 'v1.9.0' },
  acceptable: true,

  *check(cluster) {
    const { facts, kubevirtSpec } = cluster;
    if (!facts.turnsGatesOn || facts.gates.includes(TEMPLATE) || !isGateOn(cluster, TEMPLATE)) return;
    if (kubevirtSpec?.configuration?.virtTemplateDeployment !== undefined) return;
    const registry = ownRegistry(cluster);
    if (registry === undefined) return;
    const problem = `${facts.kubevirt} deploys virt-template by itself, and pulls it from ${registry}, as nothing `
      + `names the feature gate "${TEMPLATE}"`;
    yield wholeFault(problem, this.remedy);
  },
};

/** The registry of the operator's image; undefined if it is upstream's, or if virt-template's images are named. */
function ownRegistry(cluster: ClusterView): string | undefined {
  const { kubevirtNamespace } = cluster.facts;
  const deployment = cluster.find('apps', 'Deployment', 'virt-operator', kubevirtNamespace)?.object?.spec as any;
  const container = items<any>(deployment?.template?.spec?.containers)[0];
  const image = container?.image;
  if (typeof image !== 'string' || image.startsWith(UPSTREAM)) return undefined;
  const named = items<any>(container.env).map(({ name }) => name);
  return IMAGES.every((variable) => named.includes(variable)) ? undefined : image.replace(/\/[^/]*$/, '');
}
