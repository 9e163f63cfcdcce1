import type { LocalReference } from '../../cluster-api/reference';

/** The spec of a MachineDeployment of `cluster.x-k8s.io/v1beta2`. */
export interface MachineDeploymentSpec {
  readonly clusterName: string;
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly selector: { readonly matchLabels?: { readonly [key: string]: string } };
  readonly rollout?: {
    readonly after?: string;
    readonly strategy?: {
      readonly type: string;
      readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string };
    };
  };
  readonly deletion?: { readonly order?: string };
  readonly machineNaming?: { readonly template?: string };
  readonly remediation?: { readonly maxInFlight?: number | string };
  readonly template: {
    readonly metadata?: {
      readonly labels?: { readonly [key: string]: string };
      readonly annotations?: { readonly [key: string]: string };
    };
    readonly spec: {
      readonly clusterName: string;
      readonly version?: string;
      readonly bootstrap: { readonly configRef?: LocalReference; readonly dataSecretName?: string };
      readonly infrastructureRef: LocalReference;
      readonly minReadySeconds?: number;
      readonly failureDomain?: string;
      readonly deletion?: {
        readonly nodeDrainTimeoutSeconds?: number;
        readonly nodeVolumeDetachTimeoutSeconds?: number;
        readonly nodeDeletionTimeoutSeconds?: number;
      };
      readonly readinessGates?: { readonly conditionType: string; readonly polarity?: string }[];
      readonly taints?: {
        readonly key: string;
        readonly value?: string;
        readonly effect: string;
        readonly propagation: string;
      }[];
    };
  };
}

/** The spec of a MachineHealthCheck of `cluster.x-k8s.io/v1beta2`. */
export interface MachineHealthCheckSpec {
  readonly clusterName: string;
  readonly selector: { readonly matchLabels: { readonly [key: string]: string } };
  readonly checks: {
    readonly nodeStartupTimeoutSeconds?: number;
    readonly unhealthyNodeConditions: {
      readonly type: string;
      readonly status: string;
      readonly timeoutSeconds: number;
    }[];
  };
  readonly remediation: { readonly triggerIf: { readonly unhealthyLessThanOrEqualTo: number | string } };
}

/** The spec of a KubeadmConfigTemplate of `bootstrap.cluster.x-k8s.io/v1beta2`, in the parts that nodes need. */
export interface KubeadmConfigTemplateSpec {
  readonly template: { readonly spec: KubeadmConfigSpec };
}

/** How kubeadm joins a node, in the form of the API. */
export interface KubeadmConfigSpec {
  readonly format?: string;
  readonly files?: object[];
  readonly preKubeadmCommands?: string[];
  readonly postKubeadmCommands?: string[];
  readonly users?: object[];
  readonly ntp?: { readonly enabled?: boolean; readonly servers?: string[] };
  readonly joinConfiguration?: {
    readonly nodeRegistration?: {
      readonly criSocket?: string;
      readonly kubeletExtraArgs?: { readonly name: string; readonly value: string }[];
      readonly taints?: { readonly key: string; readonly value?: string; readonly effect: string }[];
    };
    readonly skipPhases?: string[];
  };
}
