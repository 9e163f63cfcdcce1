import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { notDnsSubdomain } from '../../toolkit/names';
import { items, present } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubernetes, kubevirt } from '../sources';

/** The flag of virt-controller that names the Secret of launchers. */
const FLAG = 'image-pull-secret';

const FLAGS = `spec.customizeComponents.flags.controller.${FLAG}`;

export const LAUNCHER_PULL_SECRET: ClusterRule = {
  id: 'IMG058',
  name: 'images/launcher-pull-secret',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Launchers have a Secret for pulling images if KubeVirt\'s components need one',
  why: 'From Kubernetes 1.35 on, a node checks the credentials of a pod for images that it has already, too. KubeVirt '
    + 'gives its imagePullSecrets to its own components and not to launchers, so no machine starts.',
  remedy: 'Set launcherPullSecret of the cluster.',
  source: kubevirt('pkg/virt-controller/services/template.go: renderLaunchManifest'),
  acceptable: true,

  *check(cluster) {
    const entry = kubevirtOf(cluster);
    const { imagePullSecrets } = cluster.kubevirtSpec ?? {};
    if (entry === undefined || items(imagePullSecrets).length === 0 || launcherSecretIn(cluster) !== undefined) return;
    yield faultOf(entry, fault('spec.imagePullSecrets', 'are for KubeVirt\'s own components, and launchers have none: '
      + 'from Kubernetes 1.35 on, a node checks credentials for images that it has, too, and starts no launcher',
    LAUNCHER_PULL_SECRET.remedy));
  },
};

export const PULL_SECRET_PLACES: ClusterRule = {
  id: 'IMG059',
  name: 'images/pull-secret-places',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'Secrets for pulling images exist wherever a pod names them',
  why: 'A pod takes Secrets of its own namespace alone. Launchers run in the namespaces of machines, and CDI\'s pods '
    + 'in those of images and disks.',
  remedy: 'Create the Secret in each of the namespaces that the finding lists.',
  source: kubernetes('staging/src/k8s.io/api/core/v1/types.go: PodSpec'),
  acceptable: true,

  *check(cluster) {
    if (cluster.facts.isComplete) return;
    for (const { entry, field, name, missing } of missingSecrets(cluster)) {
      yield faultOf(entry, fault(field, `names Secret "${name}", which pods of these namespaces need and the bundle `
        + `does not hold: ${missing.join(', ')}`, 'Make sure that it exists in each of them.'));
    }
  },
};

export const PULL_SECRET_REFERENCE: ClusterRule = {
  id: 'IMG060',
  name: 'images/pull-secret-reference',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'A complete bundle holds the Secrets for pulling images wherever a pod names them',
  why: 'Without credentials no node pulls the image, or from Kubernetes 1.35 on uses the one that it has.',
  remedy: 'Add the Secret, correct the name, or set bundleIsComplete of the cluster to false.',
  source: kubernetes('staging/src/k8s.io/api/core/v1/types.go: PodSpec'),
  acceptable: true,

  *check(cluster) {
    if (!cluster.facts.isComplete) return;
    for (const { entry, field, name, missing } of missingSecrets(cluster)) {
      yield faultOf(entry, fault(field, `names Secret "${name}", which pods of these namespaces need and the bundle `
        + `does not hold, although it is said to be complete: ${missing.join(', ')}`,
      'Add the Secret to each, correct the name, or set bundleIsComplete to false.'));
    }
  },
};

interface Missing {
  readonly entry: Entry;
  readonly field: string;
  readonly name: string;
  readonly missing: readonly string[];
}

/** The Secrets that pods name, each once, with the namespaces in which the bundle does not hold it. */
function missingSecrets(cluster: ClusterView): Missing[] {
  const { kubevirtNamespace, cdiNamespace } = cluster.facts;
  const tenants = [...cluster.tenants, ...cluster.machines].flatMap(({ namespace }) => namespace ?? []);
  const images = cluster.images.filter(({ imports }) => imports > 0).map(({ namespace }) => namespace);
  const places = new Map<string, Missing & { readonly missing: string[] }>();
  const need = (entry: Entry | undefined, field: string, name: string | undefined, namespaces: readonly string[]) => {
    // an invalid name is reported by another rule
    if (entry === undefined || name === undefined || notDnsSubdomain(name) !== undefined) return;
    const found = places.get(name) ?? { entry, field, name, missing: [] };
    places.set(name, found);
    found.missing.push(...namespaces.filter((each) => cluster.find('', 'Secret', name, each) === undefined));
  };
  const kubevirtCr = kubevirtOf(cluster);
  const cdiCr = cluster.of('cdi.kubevirt.io', 'CDI').find((each) => each.hasShape);
  need(kubevirtCr, FLAGS, launcherSecretIn(cluster), tenants);
  for (const { name } of items(cluster.kubevirtSpec?.imagePullSecrets)) {
    need(kubevirtCr, 'spec.imagePullSecrets', name, [kubevirtNamespace]);
  }
  for (const { name } of items(cluster.cdiSpec?.config?.imagePullSecrets)) {
    need(cdiCr, 'spec.config.imagePullSecrets', name, [cdiNamespace, ...tenants, ...images]);
  }
  return [...places.values()]
    .map((each) => ({ ...each, missing: [...new Set(each.missing)].sort() }))
    .filter(({ missing }) => missing.length > 0);
}

function kubevirtOf(cluster: ClusterView): Entry | undefined {
  return cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
}

function launcherSecretIn({ kubevirtSpec }: ClusterView): string | undefined {
  const flags = kubevirtSpec?.customizeComponents?.flags?.controller as { readonly [flag: string]: string } | undefined;
  const flag = present(flags).find((each) => each.toLowerCase() === FLAG);
  return flag === undefined || flags![flag] === '' ? undefined : flags![flag];
}
