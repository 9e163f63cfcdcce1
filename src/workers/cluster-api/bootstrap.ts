import { KubeadmJoin, kubeadmSpec } from './kubeadm';
import type { KubeadmConfigTemplateSpec } from './specs';
import { ClusterApiReference, LocalReference, referenceTo } from '../../cluster-api/reference';
import { madeOf } from '../../props/made';
import { BOOTSTRAP_GROUP } from '../../rules/cluster-api/kinds';

/** How the machines of a pool become nodes of their cluster. */
export class ClusterApiBootstrap {
  /**
   * Nodes join with kubeadm: a KubeadmConfigTemplate is written for the pool. Its name contains a hash of its content,
   * so a change replaces the machines; older templates stay, so that a rollback finds them.
   */
  public static kubeadm(join: KubeadmJoin = {}): ClusterApiBootstrap {
    const make = (usable: KubeadmJoin) => (
      new ClusterApiBootstrap(undefined, { template: { spec: kubeadmSpec(usable) } }, usable));
    return madeOf('ClusterApiBootstrap.kubeadm', [join], make);
  }

  /** A template that exists in the pool's namespace, of any bootstrap provider: kubeadm, Talos, k3s. */
  public static existing(template: ClusterApiReference): ClusterApiBootstrap {
    const make = (usable: ClusterApiReference) => (
      new ClusterApiBootstrap(referenceTo(usable, BOOTSTRAP_GROUP), undefined));
    return madeOf('ClusterApiBootstrap.existing', [template], make);
  }

  private constructor(
    /** The template that exists. @internal */
    public readonly _reference: LocalReference | undefined,
    /** The spec of the KubeadmConfigTemplate to write. @internal */
    public readonly _template: KubeadmConfigTemplateSpec | undefined,
    /** What the spec is made of. @internal */
    public readonly _join?: KubeadmJoin,
  ) {}
}
