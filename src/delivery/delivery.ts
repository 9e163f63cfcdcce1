import type { App } from 'cdk8s';
import type { ArgoCdOptions } from './argocd/options';
import { argoCdWriter } from './argocd/writer';
import { ask, isBundleApp } from './ask';
import { deliveriesFor } from './deliveries';
import type { DeliverySplit } from './delivery-split';
import { ignoredFieldFaults } from './faults/ignored-field-faults';
import { argoCdFaults, fluxFaults, twiceFaults } from './faults/option-faults';
import { credentialFaults, repositoryFaults } from './faults/repository-faults';
import type { FluxOptions } from './flux/options';
import { verificationFaults } from './flux/verification-faults';
import { fluxWriter } from './flux/writer';
import { report } from '../findings/findings';
import { fault } from '../findings/rule';
import { areUsable } from '../given/call';
import { CREDENTIALS } from '../rules/gitops/credentials';
import { IGNORED_FIELD } from '../rules/gitops/ignored-field';
import { OPTION } from '../rules/gitops/option';
import { REPOSITORY } from '../rules/gitops/repository';
import { SAME_CLUSTER } from '../rules/gitops/same-cluster';
import { SPLIT } from '../rules/gitops/split';
import { VERIFICATION } from '../rules/gitops/verification';

/** The most folders that a folder is split into. */
const MOST_SHARDS = 64;

/**
 * Writes the objects with which GitOps controllers apply the bundle: in order, and without deleting what must stay.
 * They are derived from the whole bundle, and written below `delivery` in the output directory, with a list of what
 * must be in each cluster before (`delivery/prerequisites.md`).
 */
export class Delivery {
  /**
   * Delivers the bundle with Argo CD, by the objects in `delivery/argocd`: projects, an Application for each folder or
   * an ApplicationSet, and the health checks with which Argo CD waits for KubeVirt's and CDI's objects.
   *
   * An admin of Argo CD applies two files: `argocd-cm.yaml` with `kubectl apply --server-side`, which adds the health
   * checks to what is in this ConfigMap, and `root.yaml`, from which everything else follows. It has an Application for
   * each cluster, so it is applied again when a cluster is added. Argo CD must know the clusters before.
   */
  public static argoCd(app: App, options: ArgoCdOptions): void {
    if (!areUsable(app, 'Delivery.argoCd', [app, options])) return;
    reportCommon(app, options, 'Delivery.argoCd');
    report(app, OPTION, argoCdFaults(options));
    report(app, IGNORED_FIELD, ignoredFieldFaults(options));
    const { clusters = [], prune } = options;
    ask(app, { call: 'Delivery.argoCd', writer: argoCdWriter(options), targets: clusters, prunes: prune });
  }

  /**
   * Delivers the bundle with Flux, by the objects in `delivery/flux`: a source, and a Kustomization for each folder,
   * which waits for those before it and for KubeVirt's and CDI's objects in it.
   *
   * In each cluster in which Flux runs, an admin applies the file in `roots/<cluster>`, from which everything else
   * follows. Secrets that the options name must be there before.
   */
  public static flux(app: App, options: FluxOptions): void {
    if (!areUsable(app, 'Delivery.flux', [app, options])) return;
    reportCommon(app, options, 'Delivery.flux');
    report(app, OPTION, fluxFaults(options));
    report(app, VERIFICATION, verificationFaults(options));
    const { clusters = [], prune } = options;
    ask(app, { call: 'Delivery.flux', writer: fluxWriter(options), targets: clusters, prunes: prune });
  }

  /**
   * Distributes the files of a folder to several folders, each of them a unit, if it is too large for one. A file stays
   * in its unit when others come and go.
   *
   * Before the first split, and before the number of shards changes, turn off pruning until all units are applied: a
   * file that moves leaves one unit, and the controller could delete its objects before the other unit has them. With
   * `cascade`, turn that off first, in a commit of its own: the unit of the whole folder goes, and would take along
   * what is not marked as kept, such as Services and stateless pools.
   */
  public static split(app: App, split: DeliverySplit): void {
    if (!areUsable(app, 'Delivery.split', [app, split]) || !isBundleApp(app, 'Delivery.split')) return;
    const { splits } = deliveriesFor(app);
    const { cluster, layer, tenant, shards } = split;
    const isKnown = splits.some((each) => each.cluster === cluster && each.layer === layer && each.tenant === tenant);
    if (!Number.isInteger(shards) || shards < 1 || shards > MOST_SHARDS) {
      report(app, SPLIT, [fault('shards', `is ${shards}, but must be a whole number from 1 to ${MOST_SHARDS}`)]);
    } else if (isKnown) {
      const folder = ['clusters', cluster, layer, tenant].filter((part) => part !== undefined).join('/');
      report(app, SPLIT, [fault('Delivery.split', `is called twice for ${folder}`, SPLIT.remedy)]);
    } else {
      splits.push(split);
    }
  }

  private constructor() {}
}

function reportCommon(app: App, options: ArgoCdOptions | FluxOptions, call: string): void {
  const { repositoryUrl } = options;
  report(app, REPOSITORY, repositoryFaults(repositoryUrl, call));
  report(app, CREDENTIALS, credentialFaults(repositoryUrl, call));
  report(app, SAME_CLUSTER, twiceFaults(options, call));
}
