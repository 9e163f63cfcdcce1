import type { Source } from '../findings/rule';

/** A file of KubeVirt's source. */
export function kubevirt(file: string, release = 'v1.9.0'): Source {
  return { project: 'KubeVirt', file, release };
}

/** A file of CDI's source. */
export function cdi(file: string, release = 'v1.66.0'): Source {
  return { project: 'CDI', file, release };
}

/** A file of Kubernetes' source. */
export function kubernetes(file: string, release = 'v1.35'): Source {
  return { project: 'Kubernetes', file, release };
}

/** A rule of our own; `page` documents the reason. */
export function own(page = 'docs/defaults.md'): Source {
  return { project: 'cdk8s-kubevirt', file: page };
}

/** A file of Velero's source. */
export function velero(file: string, release = 'v1.18.3'): Source {
  return { project: 'Velero', file, release };
}

/** A file of Argo CD's source. */
export function argoCd(file: string, release = 'v3.2.11'): Source {
  return { project: 'Argo CD', file, release };
}

/** A file of Prometheus' source. */
export function prometheus(file: string, release = 'v3.13.5'): Source {
  return { project: 'Prometheus', file, release };
}

/** A file of the source of Flux' source-controller. */
export function sourceController(file: string, release = 'v1.9.5'): Source {
  return { project: 'source-controller', file, release };
}

/** A file of machine-controller's source. */
export function machineController(file: string, release = 'v1.66.2'): Source {
  return { project: 'machine-controller', file, release };
}

/** A file of the source of Cluster API's provider for KubeVirt. */
export function clusterApiProvider(file: string, release = 'v0.11.2'): Source {
  return { project: 'cluster-api-provider-kubevirt', file, release };
}

/** A file of the source of Cluster API's provider for control planes that Kamaji runs. */
export function kamajiProvider(file: string, release = 'August 2026'): Source {
  return { project: 'cluster-api-control-plane-provider-kamaji', file, release };
}

/** A file of Cluster API's source. */
export function clusterApi(file: string, release: string): Source {
  return { project: 'Cluster API', file, release };
}

/** A file of the source of KubeVirt's cloud provider. */
export function cloudProvider(file: string, release = 'March 2026'): Source {
  return { project: 'cloud-provider-kubevirt', file, release };
}

/** A file of the source of KubeVirt's CSI driver. */
export function csiDriver(file: string, release = 'June 2026'): Source {
  return { project: 'kubevirt-csi-driver', file, release };
}

/** A page of the documentation of the Kubermatic Kubernetes Platform. */
export function kkp(file: string, release = 'v2.31'): Source {
  return { project: 'KKP', file, release };
}
