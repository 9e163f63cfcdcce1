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
        + `does not hold: ${missing}`, 'Make sure that it exists in each of them.'));
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
        + `does not hold, although it is said to be complete: ${missing}`,
      'Add the Secret to each, correct the name, or set bundleIsComplete to false.'));
    }
  },
};

interface Missing {
  readonly entry: Entry;
  /** The first field that names it for a namespace without it. */
  readonly field: string;
  readonly name: string;
  /** The namespaces without it, and the pods that need it there. */
  readonly missing: string;
}

/** A field that names Secrets, the pods that take them, and the namespaces of these. */
interface Need {
  readonly entry: Entry | undefined;
  readonly field: string;
  readonly names: readonly (string | undefined)[];
  readonly pods: string;
  readonly namespaces: readonly (string | undefined)[];
}

function needsIn(cluster: ClusterView): Need[] {
  const { kubevirtNamespace, cdiNamespace } = cluster.facts;
  const tenants = [...cluster.tenants, ...cluster.machines].map(({ namespace }) => namespace);
  const images = cluster.images.filter(({ imports }) => imports > 0).map(({ namespace }) => namespace);
  const kubevirtCr = kubevirtOf(cluster);
  return [
    {
      entry: kubevirtCr, field: FLAGS, names: [launcherSecretIn(cluster)], pods: 'launchers', namespaces: tenants,
    },
    {
      entry: kubevirtCr,
      field: 'spec.imagePullSecrets',
      names: items(cluster.kubevirtSpec?.imagePullSecrets).map(({ name }) => name),
      pods: 'KubeVirt\'s components',
      namespaces: [kubevirtNamespace],
    },
    {
      entry: cluster.of('cdi.kubevirt.io', 'CDI').find((each) => each.hasShape),
      field: 'spec.config.imagePullSecrets',
      names: items(cluster.cdiSpec?.config?.imagePullSecrets).map(({ name }) => name),
      pods: 'CDI',
      namespaces: [cdiNamespace, ...tenants, ...images],
    },
  ];
}

/** The Secrets that pods name and the bundle does not hold in each of their namespaces, each once. */
function missingSecrets(cluster: ClusterView): Missing[] {
  const needs = needsIn(cluster);
  // an invalid name is reported by another rule
  const names = new Set(needs.flatMap((need) => need.names).filter((name) => (
    name !== undefined && notDnsSubdomain(name) === undefined)) as string[]);
  return [...names].flatMap((name) => {
    const lacking = needs.filter((need) => need.entry !== undefined && need.names.includes(name))
      .map((need) => ({ ...need, lacks: withoutSecret(cluster, name, need.namespaces) }))
      .filter(({ lacks }) => lacks.length > 0);
    if (lacking.length === 0) return [];
    const { entry, field } = lacking[0];
    const missing = lacking.map(({ lacks, pods }) => `${lacks.join(', ')} (${pods})`).join('; ');
    return [{ entry: entry!, field, name, missing }];
  });
}

function withoutSecret(cluster: ClusterView, name: string, namespaces: readonly (string | undefined)[]): string[] {
  const known = [...new Set(namespaces)].filter((each) => each !== undefined);
  return known.filter((each) => cluster.find('', 'Secret', name, each) === undefined).sort();
}

function kubevirtOf(cluster: ClusterView): Entry | undefined {
  return cluster.of('kubevirt.io', 'KubeVirt').find((each) => each.hasShape);
}

function launcherSecretIn({ kubevirtSpec }: ClusterView): string | undefined {
  const flags = kubevirtSpec?.customizeComponents?.flags?.controller as { readonly [flag: string]: string } | undefined;
  const flag = present(flags).find((each) => each.toLowerCase() === FLAG);
  return flag === undefined || flags![flag] === '' ? undefined : flags![flag];
}
