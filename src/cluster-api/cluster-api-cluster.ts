import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterApiClusterProps, ControlPlaneServiceType } from './cluster-api-cluster-props';
import { lostOptions } from './lost';
import { managerOf } from './managed';
import { referenceTo } from './reference';
import { report } from '../findings/findings';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { CLUSTER_API_VERSION, PROVIDER_VERSION } from '../releases/cluster-api';
import {
  CLUSTER_GROUP, CLUSTER_LABEL, CONTROL_PLANE_GROUP, INFRASTRUCTURE_GROUP, MANAGED_BY,
} from '../rules/cluster-api/kinds';
import { LOST_OPTIONS } from '../rules/cluster-api/lost-options';
import { Tenant } from '../tenants/tenant';
import { defined, unlessEmpty } from '../toolkit/shape';
import { table } from '../toolkit/table';

const API_SERVER_PORT = 6443;

/**
 * A Kubernetes cluster of a tenant that Cluster API manages, with nodes that are machines of KubeVirt: a Cluster and a
 * KubevirtCluster in the tenant's namespace. Its nodes are pools with `PoolBackend.clusterApi({ clusterName, … })`; its
 * control plane is an object of another provider, which it names.
 *
 * It is kept when it is no longer in the bundle: Cluster API deletes all machines of a Cluster that is deleted.
 */
export class ClusterApiCluster extends Construct {
  /** The cluster's name. */
  public readonly clusterName: string;
  /** The Cluster. */
  public readonly cluster: ApiObject;
  /** The KubevirtCluster. */
  public readonly kubevirtCluster: ApiObject;

  constructor(scope: Construct, id: string, props: ClusterApiClusterProps = {}) {
    const given = takeProps({
      scope, id, props, struct: 'ClusterApiClusterProps', open: new.target !== ClusterApiCluster,
    });
    super(scope, given.id);
    given.report(this);
    report(this, LOST_OPTIONS, lostOptions(given.props));
    this.clusterName = given.props.name ?? given.id;
    const { namespaceName: namespace } = Tenant.containing(this);
    place(this, { layer: Layer.WORKLOADS, tenant: namespace, file: this.clusterName });
    const labels = labelled(this, { [CLUSTER_LABEL]: this.clusterName });
    const metadata = { name: this.clusterName, namespace, labels, annotations: KEPT_WHEN_PRUNED };
    const managed = managedAnnotation(managerOf(given.props));
    this.kubevirtCluster = new ApiObject(this, 'KubevirtCluster', {
      apiVersion: `${INFRASTRUCTURE_GROUP}/${PROVIDER_VERSION}`,
      kind: 'KubevirtCluster',
      metadata: { ...metadata, annotations: { ...KEPT_WHEN_PRUNED, ...managed } },
      spec: kubevirtClusterSpec(given.props, namespace),
    });
    this.cluster = new ApiObject(this, 'Cluster', {
      apiVersion: `${CLUSTER_GROUP}/${CLUSTER_API_VERSION}`,
      kind: 'Cluster',
      metadata,
      spec: clusterSpec(given.props, this.clusterName),
    });
    for (const each of [this.kubevirtCluster, this.cluster]) intend(each, { propOf });
  }
}

const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  'spec.controlPlaneRef': 'controlPlane',
  'spec.controlPlaneRef.kind': 'controlPlane.kind',
  'spec.controlPlaneRef.name': 'controlPlane.name',
  'spec.controlPlaneRef.apiGroup': 'controlPlane.apiGroup',
  'spec.controlPlaneEndpoint.host': 'controlPlaneEndpoint.host',
  'spec.controlPlaneEndpoint.port': 'controlPlaneEndpoint.port',
  [`metadata.annotations["${MANAGED_BY}"]`]: 'managedBy',
});

const RANGE = /^spec\.clusterNetwork\.(pods|services)\.cidrBlocks(.*)$/;

function propOf(field: string): string | undefined {
  const [, part, index] = RANGE.exec(field) ?? [];
  return part === undefined ? PROPS[field] : `networks.${part}${index}`;
}

function managedAnnotation(manager: string | undefined): { readonly [key: string]: string } {
  return manager === undefined ? {} : { [MANAGED_BY]: manager };
}

function clusterSpec({ controlPlane, networks, paused }: ClusterApiClusterProps, name: string): object {
  const { pods, services } = networks ?? {};
  return defined({
    paused,
    clusterNetwork: unlessEmpty(defined({
      pods: unlessEmpty(pods) && { cidrBlocks: pods },
      services: unlessEmpty(services) && { cidrBlocks: services },
    })),
    infrastructureRef: { apiGroup: INFRASTRUCTURE_GROUP, kind: 'KubevirtCluster', name },
    controlPlaneRef: controlPlane && referenceTo(controlPlane, CONTROL_PLANE_GROUP),
  });
}

/** The type of the Service is always written, because the API takes no empty spec. */
function kubevirtClusterSpec(props: ClusterApiClusterProps, namespace: string): object {
  const { controlPlaneEndpoint, controlPlaneService, controlPlaneServiceAnnotations, infraClusterSecret } = props;
  const annotations = unlessEmpty(controlPlaneServiceAnnotations);
  return defined({
    controlPlaneEndpoint: controlPlaneEndpoint && {
      host: controlPlaneEndpoint.host,
      port: controlPlaneEndpoint.port ?? API_SERVER_PORT,
    },
    controlPlaneServiceTemplate: defined({
      metadata: annotations && { annotations },
      spec: { type: controlPlaneService ?? ControlPlaneServiceType.CLUSTER_IP },
    }),
    infraClusterSecretRef: infraClusterSecret === undefined ? undefined : {
      apiVersion: 'v1', kind: 'Secret', name: infraClusterSecret, namespace,
    },
  });
}
