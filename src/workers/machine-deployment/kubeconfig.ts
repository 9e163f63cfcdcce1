import type { ConfigVarString, KeyReference } from '../../machine-controller/config-var';
import { MACHINE_NAMESPACE } from '../../machine-controller/types';
import { madeOf } from '../../props/made';
import { STAND_IN } from '../../props/usable';

/** Where a kubeconfig is within a Secret or a ConfigMap. */
export interface KubeconfigKey {
  /**
   * The key of the kubeconfig.
   * @default "kubeconfig"
   */
  readonly key?: string;
  /**
   * The namespace of the Secret or ConfigMap in the tenant's cluster.
   * @default "kube-system" - where machine-controller's objects are
   */
  readonly namespace?: string;
}

/**
 * Where machine-controller reads the kubeconfig of the infra cluster. Its account may make and delete the machines of
 * the tenant's namespace, so it is never written into a MachineDeployment, which everyone who may read those can read.
 */
export class InfraKubeconfig {
  /** A Secret of the tenant's cluster. */
  public static fromSecret(name: string, options: KubeconfigKey = {}): InfraKubeconfig {
    return madeOf('InfraKubeconfig.fromSecret', [name, options], (given, where) => (
      new InfraKubeconfig({ secretKeyRef: keyOf(given, where) })));
  }

  /** A ConfigMap of the tenant's cluster. Whoever may read ConfigMaps can read it; prefer a Secret. */
  public static fromConfigMap(name: string, options: KubeconfigKey = {}): InfraKubeconfig {
    return madeOf('InfraKubeconfig.fromConfigMap', [name, options], (given, where) => (
      new InfraKubeconfig({ configMapKeyRef: keyOf(given, where) })));
  }

  /** The environment variable `KUBEVIRT_KUBECONFIG` of machine-controller, which Kubermatic sets. */
  public static fromEnvironment(): InfraKubeconfig {
    return new InfraKubeconfig(undefined);
  }

  private constructor(
    /** Undefined if machine-controller reads its environment. @internal */
    public readonly _reference: ConfigVarString | undefined,
  ) {}
}

/** machine-controller uses a reference only if all three parts are there, so all are written. */
function keyOf(name: string | undefined, { key = 'kubeconfig', namespace = MACHINE_NAMESPACE }: KubeconfigKey):
KeyReference {
  return { namespace, name: name ?? STAND_IN, key };
}
