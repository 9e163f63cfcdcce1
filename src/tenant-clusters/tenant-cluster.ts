import type { Construct } from 'constructs';
import { ranges, rangesOfTenant, usualNetworks } from './ranges';
import type { TenantClusterProps } from './tenant-cluster-props';
import { Cluster } from '../cluster/cluster';
import type { ClusterNetworks } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about } from '../findings/rule';
import { StandIns, takeProps } from '../given/given';
import { tell } from '../inventory/tell';
import { CLUSTER_ID, clusterIdFaults } from '../rules/tenant-cluster/identity';
import {
  DNS_SERVICE, dnsServiceFaults, INFRA_RANGES, INFRA_RANGES_OVERLAP, infraOverlaps, RANGES, unknownInfraRanges,
} from '../rules/tenant-cluster/networks';
import { CONTROL_PLANE, notVersion } from '../rules/tenant-cluster/versions';
import type { Tenant } from '../tenants/tenant';
import { TenantNamespace } from '../tenants/tenant-namespace';
import { notCidr } from '../toolkit/cidr';
import { notDnsLabel } from '../toolkit/names';

const STAND_INS: StandIns<TenantClusterProps> = { kubernetes: () => '1.36.0' };

/**
 * A tenant's own Kubernetes cluster, whose nodes are machines of the infra cluster: a directory of the bundle for what
 * is applied to it, such as the MachineDeployments of its worker pools. Something else makes its control plane, such as
 * Kubermatic. It needs no operators, and its objects are no machines of its own.
 */
export class TenantCluster extends Cluster {
  /** The tenant of the infra cluster in whose namespace the nodes run. */
  public readonly tenant: Tenant;
  /** The cluster's id. */
  public readonly clusterId: string;
  /** The version of the control plane, such as `1.35.8`. */
  public readonly kubernetes: string;
  /** The address ranges of the cluster's pods and Services. */
  public readonly networks: ClusterNetworks;
  /** The address of the cluster's DNS Service, if it is known. */
  public readonly dnsServiceIp?: string;

  constructor(scope: Construct, id: string, props: TenantClusterProps) {
    const open = new.target !== TenantCluster;
    const given = takeProps({ scope, id, props, struct: 'TenantClusterProps', open, standIns: STAND_INS });
    const { tenant, kubernetes, clusterId = given.id, clusterName, networks, dnsServiceIp } = given.props;
    super(scope, given.id, { clusterName: clusterName ?? clusterId });
    given.report(this);
    this.tenant = tenant;
    this.clusterId = clusterId;
    this.kubernetes = kubernetes;
    this.networks = networks ?? usualNetworks(tenant);
    this.dnsServiceIp = dnsServiceIp;
    report(this, CLUSTER_ID, clusterIdFaults(given.props.clusterId === undefined ? 'id' : 'clusterId', clusterId));
    if (clusterName !== undefined) report(this, CLUSTER_ID, about('clusterName', notDnsLabel(clusterName)));
    report(this, CONTROL_PLANE, about('kubernetes', notVersion(kubernetes)));
    if (tenant === undefined) return; // reported as missing
    const { clusterName: infraName, node: { path: infra } } = tenant.cluster;
    const { namespaceName: namespace } = tenant;
    const isShared = tenant instanceof TenantNamespace && tenant._isShared;
    const directory = this.clusterName;
    tell(this, { tenantCluster: { id: clusterId, directory, infra, infraName, namespace, isShared } });
    this.reportNetworks(networks !== undefined);
  }

  /** @param isGiven whether the ranges are props of the cluster, and not what the tenant says */
  private reportNetworks(isGiven: boolean): void {
    const { tenant, clusterId, networks, dnsServiceIp } = this;
    const ofTenant = isGiven ? new Set() : rangesOfTenant(tenant);
    const all = ranges(clusterId, networks);
    const own = all.filter(({ cidr }) => !ofTenant.has(cidr));
    const others = [...tenant.cluster._ranges(), ...all.filter(({ cidr }) => ofTenant.has(cidr))];
    report(this, RANGES, own.flatMap(({ prop, cidr }) => about(prop, notCidr(cidr))));
    report(this, INFRA_RANGES_OVERLAP, infraOverlaps(own, others));
    report(this, INFRA_RANGES, unknownInfraRanges(tenant.cluster));
    report(this, DNS_SERVICE, dnsServiceFaults(dnsServiceIp, networks.services ?? []));
  }
}
