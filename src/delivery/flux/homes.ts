import type { FluxCluster, FluxOptions } from './options';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';

/** Where the Flux of a cluster runs, and how it reaches the cluster. */
export interface Home {
  /** The cluster in which Flux runs. */
  readonly name: string;
  /** The Secret with the kubeconfig; undefined if Flux runs in the cluster itself. */
  readonly kubeConfigSecretName?: string;
}

/** The home of each cluster, by the cluster's name. */
export function homesOf(model: DeliveryModel, { clusters = [] }: FluxOptions): ReadonlyMap<string, Home> {
  const given = new Map(clusters.map((each) => [each.name, each]));
  return new Map(model.clusters.map((cluster) => [cluster.name, homeOf(cluster, given)]));
}

function homeOf({ name, infra }: DeliveredCluster, given: ReadonlyMap<string, FluxCluster>): Home {
  const around = infra === undefined ? undefined : given.get(infra)?.fluxIn ?? infra;
  const home = given.get(name)?.fluxIn ?? around ?? name;
  const isElsewhere = home !== name;
  return {
    name: home,
    kubeConfigSecretName: given.get(name)?.kubeConfigSecretName ?? (isElsewhere ? `${name}-kubeconfig` : undefined),
  };
}

/** How each cluster is reached, in words that are the same for the same cluster. */
export function reachedBy(homes: ReadonlyMap<string, Home>): ReadonlyMap<string, string> {
  const words = ({ name, kubeConfigSecretName: secret }: Home): string => (
    secret === undefined ? `the cluster of the Flux in "${name}"` : `the kubeconfig "${secret}" in "${name}"`);
  return new Map([...homes].map(([name, home]) => [name, words(home)]));
}
