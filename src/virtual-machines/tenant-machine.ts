import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { withReachableDisks } from './reachable-disks';
import type { VirtualMachineSpec } from '../../imports/kubevirt.io';
import { report } from '../findings/findings';
import { withBoot } from '../given/boot-props';
import { givenObjects } from '../inventory/given-objects';
import { withInventory } from '../inventory/inventory';
import type { Intent } from '../inventory/known';
import { intend } from '../inventory/tell';
import { labelled, type Labels } from '../layout/labels';
import { cloningAccount } from '../machines/disks/clone-sources';
import { partsOf } from '../machines/guest/parts-of-guest';
import { isUnchanged, machinePropOf } from '../machines/machine-fields';
import type { MachineParts } from '../machines/machine-parts';
import type { MachineProps } from '../machines/machine-props';
import { machineSpec, plainMachineSpec } from '../machines/machine-spec';
import type { SingleMachine } from '../machines/single-machine';
import { usableDisks } from '../rules/machine/extra-disks';
import { NETWORK_RELEASE, networkReleaseFaults } from '../rules/machine/network-releases';
import { MACHINE_PROP_CHECKS } from '../rules/machine/props';
import { SHARED_SUBDOMAIN } from '../rules/machine/subdomain-service';
import { NETWORK_OF_OTHER_CLUSTER, networkElsewhere } from '../rules/network/other-cluster';
import { FOREIGN_POLICY, foreignPolicyFaults } from '../rules/pool/foreign-policy';
import { OWN_LABEL, ownLabelFaults } from '../rules/pool/label';
import type { SchedulingPolicy } from '../scheduling/scheduling-policy';
import { Tenant } from '../tenants/tenant';

/** The props of a construct that determine its machines. */
export interface TenantMachineProps extends MachineProps {
  readonly scheduling?: SchedulingPolicy;
}

/** A machine as the props of a construct make it. */
export interface MadeMachine {
  /** The spec of a VirtualMachine, including overrides. */
  readonly spec: VirtualMachineSpec;
  /** Labels of the VirtualMachine, its instance and its pod. */
  readonly labels: Labels;
  /**
   * The prop that a field of the written spec came from. Undefined if no prop wrote it, or if something else changed
   * the field since.
   * @param path a path within the VirtualMachine's spec
   * @param written the spec as it will be written
   */
  readonly propOf: (path: string, written: unknown) => string | undefined;
}

/** A machine of a tenant, whichever kind of object holds it, and what its construct does for it. */
export class TenantMachine {
  /** The tenant of the machine. */
  public readonly tenant: Tenant;

  private readonly props: TenantMachineProps;

  /**
   * @param maker the construct that makes the machine
   * @param ownLabels the labels that mark the machine, which the program cannot set
   */
  constructor(
    private readonly maker: Construct,
    props: TenantMachineProps,
    private readonly ownLabels: Labels,
  ) {
    this.tenant = Tenant.containing(maker);
    this.props = withReachableDisks(maker, this.tenant, withBoot(maker, props));
  }

  /** Reports mistakes in the props that cannot be seen in an object. */
  public reportProps(): void {
    report(this.maker, OWN_LABEL, ownLabelFaults(this.props.labels, this.ownLabels));
    for (const { rule, check, replaces } of MACHINE_PROP_CHECKS) {
      const replaced = replaces && { props: replaces, isRequired: false };
      report(this.maker, rule, check(this.props), replaced);
    }
    const { kubevirt } = this.tenant.cluster;
    for (const each of networkReleaseFaults(this.props, kubevirt)) {
      report(this.maker, NETWORK_RELEASE, [each], { props: [each.field!], isRequired: false });
    }
    this.reportForeignPolicy();
    this.reportForeignNetworks();
  }

  /** What the props say and no object shows. */
  public get intent(): Intent {
    const { evictionHandler, guest, image, preference, scheduling, size } = this.props;
    return {
      ofProgram: nounsOfProgram(size._isOfProgram, preference?._isOfProgram === true),
      evictionHandler,
      guest: partsOf({ guest }).needs,
      bootImage: image && { dataSourceName: image.dataSourceName, namespace: image.namespaceName },
      scheduling: scheduling?._for(this.ownLabels),
      policy: scheduling?.node.path,
      givenObjects: () => givenObjects(this.props),
    };
  }

  /**
   * The machine whose DataVolumes are called `<name>-<disk>`.
   * @param single what only one machine can have
   */
  public made(name: string, single?: SingleMachine): MadeMachine {
    const { props } = this;
    const labels = { ...props.labels, ...this.ownLabels };
    const parts: MachineParts = {
      name,
      target: { cdi: this.tenant.cluster.cdi, namespace: this.tenant.namespaceName },
      extraDisks: usableDisks(props),
      labels,
      scheduling: props.scheduling?._for(this.ownLabels),
      single,
    };
    return {
      spec: machineSpec(props, parts),
      labels,
      propOf: (path, written) => {
        const prop = machinePropOf(path, props, parts);
        return prop !== undefined && isUnchanged(path, plainMachineSpec(props, parts), written) ? prop : undefined;
      },
    };
  }

  /** Writes the headless Service of the machine's subdomain, if the program asks for it. */
  public writeSubdomainService(): void {
    const { subdomain, subdomainService } = this.props;
    if (subdomainService !== true || subdomain === undefined) return;
    const service = new ApiObject(this.maker, 'SubdomainService', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: subdomain, namespace: this.tenant.namespaceName, labels: labelled(this.maker) },
      spec: { clusterIP: 'None', selector: this.ownLabels },
    });
    intend(service, {
      propOf: (field) => (field === 'metadata.name' ? 'subdomain' : undefined),
      ifTwice: `Leave subdomainService out. ${SHARED_SUBDOMAIN}`,
    });
  }

  /** Requests the right to clone the image, for the account of the machine in an object as it will be written. */
  public requestClone(object: ApiObject): void {
    const account = (): string => (
      withInventory(this.maker, ({ entryOf }) => cloningAccount(entryOf(object)?.machine?.vmi)));
    this.props.image?._cloneFor(this.maker, this.tenant, account);
  }

  /** A NetworkAttachmentDefinition exists only in its own cluster. */
  private reportForeignNetworks(): void {
    const { cluster } = this.tenant;
    for (const [index, { network }] of (this.props.networks ?? []).entries()) {
      if (network === undefined || network.node.scopes.includes(cluster)) continue;
      const prop = `networks[${index}].network`;
      report(this.maker, NETWORK_OF_OTHER_CLUSTER, [networkElsewhere({
        prop, attachmentName: network.attachmentName, where: network.node.path, clusterName: cluster.clusterName,
      })], { props: [prop], isRequired: false });
    }
  }

  /** The PriorityClass of a policy exists only in the cluster that the policy belongs to. */
  private reportForeignPolicy(): void {
    const { scheduling: policy } = this.props;
    const { cluster } = this.tenant;
    if (policy?.priorityClass === undefined || policy.node.scopes.includes(cluster)) return;
    report(this.maker, FOREIGN_POLICY, foreignPolicyFaults({
      policy: policy.node.path,
      priorityClassName: policy.priorityClassName,
      clusterName: cluster.clusterName,
      clusterPath: cluster.node.path,
    }));
  }
}

/** What of the size and the preference of a machine is an object of this program; undefined if neither. */
function nounsOfProgram(size: boolean, preference: boolean): Intent['ofProgram'] {
  if (!size && !preference) return undefined;
  return [...(size ? ['Instancetype' as const] : []), ...(preference ? ['Preference' as const] : [])];
}
