import { App } from 'cdk8s';
import { site } from './site';
import { ArgoCdForm, ArgoCdOptions, CdiRelease, FluxOptions, KubeVirtRelease } from '../../src';

/** Which cluster gets a change first: the canary, then the rest. */
const STAGES = [
  { name: 'infra-test', stage: 'canary' },
  { name: 'infra-eu1', stage: 'rest' },
  { name: 'infra-us1', stage: 'rest' },
];

/** The releases of KubeVirt in the fleet, by stage. */
export interface Releases {
  readonly [stage: string]: KubeVirtRelease;
}

/** Three infra clusters with 30 tenants. Your own program imports all of this from 'cdk8s-kubevirt'. */
export function fleet(app: App, kubevirt: Releases, cdi: CdiRelease): void {
  for (const { name, stage } of STAGES) site(app, name, kubevirt[stage], cdi);
}

const repositoryUrl = 'https://git.example.org/platform/fleet.git';

/** How Argo CD applies the fleet: it runs in another cluster, and knows these by the names of their folders. */
export const ARGO_CD: ArgoCdOptions = { repositoryUrl, form: ArgoCdForm.APPLICATION_SET, clusters: STAGES };

/** How Flux applies the fleet: it runs in the cluster `management`, which has a Secret with the kubeconfig of each. */
export const FLUX: FluxOptions = {
  repositoryUrl, clusters: STAGES.map((each) => ({ ...each, fluxIn: 'management' })),
};
