import type { DnsConfig } from '../../../imports/kubevirt.io';
import { defined, unlessEmpty } from '../../toolkit/shape';

/** Where a machine looks names up. */
export enum MachineDnsPolicy {
  /** In the cluster's DNS, which asks the node's for other names. */
  CLUSTER_FIRST = 'ClusterFirst',
  /** In the node's DNS. */
  DEFAULT = 'Default',
  /** Only as `nameservers` say. */
  NONE = 'None',
}

/** An option of the resolver. */
export interface DnsOption {
  /** The option's name, such as `ndots`. */
  readonly name: string;
  /**
   * The option's value.
   * @default - none
   */
  readonly value?: string;
}

/**
 * Where a machine looks names up. KubeVirt's DHCP server hands it to the guest, so it has an effect only where the
 * guest gets its address from there.
 */
export interface MachineDns {
  /**
   * Where names are looked up first.
   * @default - as Kubernetes: MachineDnsPolicy.CLUSTER_FIRST
   */
  readonly policy?: MachineDnsPolicy;
  /**
   * Addresses of name servers, at most three.
   * @default [] - those of the policy
   */
  readonly nameservers?: string[];
  /**
   * Domains in which names are looked up that have few dots, at most six, of 256 characters together.
   * @default [] - those of the policy
   */
  readonly searches?: string[];
  /**
   * Options of the resolver.
   * @default [] - those of the policy
   */
  readonly options?: DnsOption[];
}

/** The fields of a machine's instance that say where it looks names up. */
export function dnsOf(dns: MachineDns | undefined): { dnsPolicy?: string; dnsConfig?: DnsConfig } {
  if (dns === undefined) return {};
  const { policy, nameservers, searches, options } = dns;
  const config = defined({
    nameservers: unlessEmpty(nameservers), searches: unlessEmpty(searches), options: unlessEmpty(options),
  });
  return defined({ dnsPolicy: policy, dnsConfig: unlessEmpty(config) });
}
