import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease } from '../../src';
import type { KubernetesObject } from '../../src/releases/facts';
import { errorsOf, noticesOf } from '../findings';

/** A cluster of the newest releases, unless said otherwise, in an app of its own. */
export function cluster(props: Partial<KubeVirtClusterProps> = {}): KubeVirtCluster {
  return new KubeVirtCluster(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    ...props,
  });
}

/** All that is wrong with the cluster's app, each sentence behind its path. */
export function problems(infra: InfraCluster): string[] {
  return errorsOf(infra.node.root as BundleApp);
}

/** The spec of the KubeVirt custom resource as it is rendered. */
export function kubevirtSpec(infra: KubeVirtCluster): any {
  return (infra.kubevirtCr.toJson() as KubernetesObject).spec;
}

/** The spec of the CDI custom resource as it is rendered. */
export function cdiSpec(infra: KubeVirtCluster): any {
  return (infra.cdiCr.toJson() as KubernetesObject).spec;
}

/** The pod of an operator's Deployment as it is rendered. */
export function operatorPod(infra: KubeVirtCluster, name: 'virt-operator' | 'cdi-operator'): any {
  return infra.operatorObjects[`Deployment/${name}`].toJson().spec.template.spec;
}

/** The environment of an operator, by variable. */
export function environment(
  infra: KubeVirtCluster,
  name: 'virt-operator' | 'cdi-operator',
): { [variable: string]: string | undefined } {
  const variables: { name: string; value?: string }[] = operatorPod(infra, name).containers[0].env;
  return Object.fromEntries(variables.map((variable) => [variable.name, variable.value]));
}

/** The notices left on the cluster itself. */
export function notices(infra: InfraCluster): string[] {
  return noticesOf(infra);
}
