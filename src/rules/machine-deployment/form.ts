import { BAD, deploymentRule, providerRule } from './deployment-rule';
import { about, fault } from '../../findings/rule';
import { VALUE } from '../../machine-controller/parts';
import { FormCheck, formFaultsOf, wordFor } from '../../machine-controller/schema/check';
import { MACHINE_API_VERSION } from '../../machine-controller/types';
import { notOneOf } from '../../toolkit/one-of';
import type { ObjectRule } from '../rule';
import { machineController } from '../sources';

const STRICT = machineController('sdk/jsonutil/strict.go: StrictUnmarshal; sdk/providerconfig/types.go: Config; '
  + 'sdk/cloudprovider/kubevirt/types.go: RawConfig');

export const VERSION = deploymentRule({
  id: 'MD001',
  name: 'workers/deployment-version',
  title: 'A MachineDeployment has the apiVersion cluster.k8s.io/v1alpha1',
  why: 'machine-controller serves no other one.',
  remedy: 'Write cluster.k8s.io/v1alpha1.',
  source: machineController('examples/machine-controller.yaml: CustomResourceDefinition'),
}, function* (_parts, { apiVersion }) {
  yield* about('apiVersion', notOneOf(apiVersion, [MACHINE_API_VERSION]));
});

export const PROVIDER = deploymentRule({
  id: 'MD002',
  name: 'workers/deployment-provider',
  title: 'A MachineDeployment names a provider that machine-controller has',
  why: 'machine-controller refuses any other one, and rules about KubeVirt look only at its own.',
  remedy: 'Write kubevirt.',
  source: machineController('sdk/providerconfig/types.go: AllCloudProviders'),
}, function* ({ config: { cloudProvider } }) {
  const at = `${VALUE}.cloudProvider`;
  if (cloudProvider === undefined || cloudProvider === null) yield fault(at, 'is missing', 'Write kubevirt.');
  else if (typeof cloudProvider !== 'string') yield fault(at, `is ${wordFor(cloudProvider)}`, 'Write kubevirt.');
  else yield* about(at, notOneOf(cloudProvider, PROVIDERS));
});

export const UNKNOWN_FIELD = formRule('unknown', {
  id: 'MD003',
  name: 'workers/deployment-field',
  title: 'machine-controller knows every field of providerSpec.value',
  why: 'It refuses the whole MachineDeployment. No CRD tells so earlier, because that of MachineDeployments has no '
    + 'schema.',
  remedy: 'Correct the field\'s name, or write it where it belongs.',
  source: STRICT,
});

export const IGNORED_FIELD = formRule('ignored', {
  ...BAD,
  id: 'MD004',
  name: 'workers/deployment-ignored-field',
  title: 'machine-controller reads every field of a MachineDeployment',
  why: 'Outside of providerSpec.value, and within the forms that name a Secret, it ignores what it does not know, so '
    + 'what is written there gets lost.',
  remedy: 'Correct the field\'s name, or leave it out.',
  source: machineController('pkg/admission/machinedeployments.go: mutateMachineDeployments; '
    + 'sdk/providerconfig/types.go: ConfigVarString.UnmarshalJSON'),
});

export const FIELD_TYPE = formRule('type', {
  id: 'MD005',
  name: 'workers/deployment-type',
  title: 'Every value of a MachineDeployment has the type that machine-controller decodes',
  why: 'machine-controller refuses the whole MachineDeployment.',
  remedy: 'Write a value of that type; mind quotes around numbers and truth values.',
  source: STRICT,
});

export const FIELD_SPELLING = formRule('spelling', {
  ...BAD,
  id: 'MD068',
  name: 'workers/deployment-spelling',
  title: 'Fields of a MachineDeployment are in the case that the API has',
  why: 'Go reads keys in any case, so machine-controller takes them. Other tools, and the rules here, do not.',
  remedy: 'Write the field in the case of the API.',
  source: STRICT,
});

/** machine-controller v1.66.2, sdk/providerconfig/types.go: AllCloudProviders. */
const PROVIDERS = [
  'kubevirt', 'alibaba', 'anexia', 'aws', 'azure', 'baremetal', 'digitalocean', 'edge', 'equinixmetal', 'external',
  'fake', 'gce', 'hetzner', 'linode', 'nutanix', 'opennebula', 'openstack', 'packet', 'scaleway',
  'vmware-cloud-director', 'vsphere', 'vultr',
];

/** Another provider has fields of its own, of which nothing is known here. */
function formRule(check: FormCheck, info: Parameters<typeof providerRule>[0]): ObjectRule {
  return providerRule(info, function* (_parts, deployment) {
    yield* formFaultsOf(deployment).filter((each) => each.check === check);
  });
}
