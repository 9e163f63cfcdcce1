import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MachineServiceProps, MachineServiceType } from './machine-service-props';
import { openingPropOf, servicePropOf } from './service-fields';
import { openingOf, serviceSpec } from './service-spec';
import { report } from '../findings/findings';
import { fault } from '../findings/rule';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { SERVICE_MACHINES, serviceMachinesFaults } from '../rules/machine/service-machines';
import { RULE_EXCEPT, RULE_WITHOUT_PEER } from '../rules/tenant/network-policy';
import { OPENS_NOTHING, opensNothingFaults } from '../rules/tenant/service-openings';
import { exceptFaults, namesNobody } from '../tenants/network-rule';
import { Tenant } from '../tenants/tenant';
import { TenantNamespace } from '../tenants/tenant-namespace';
import { unlessEmpty } from '../toolkit/shape';

/**
 * A Service of a tenant's machines: a name and an address for whichever of them run, found by their labels. With
 * `from`, a NetworkPolicy opens the tenant's isolation to those clients, for these machines and these ports.
 *
 * `expose` of machines, pools and replica sets makes one. Make it yourself if it stands for machines of several
 * constructs, by a label that you give them.
 *
 * Both objects are deleted when they are no longer in the bundle. Machines must be on the pod network.
 */
export class MachineService extends Construct {
  /** The name of the Service. */
  public readonly serviceName: string;
  /** The Service. */
  public readonly service: ApiObject;
  /** The NetworkPolicy that opens the machines to clients, undefined without `from`. */
  public readonly networkPolicy?: ApiObject;
  /** The labels that the Service finds its machines by. */
  public readonly machineLabels: { [key: string]: string };

  constructor(scope: Construct, id: string, props: MachineServiceProps) {
    const given = takeProps<MachineServiceProps>({
      scope,
      id,
      props,
      struct: 'MachineServiceProps',
      open: new.target !== MachineService,
      standIns: { machineLabels: () => ({ ...STAND_IN_LABELS }), ports: () => [{ port: 80 }] },
    });
    super(scope, given.id);
    given.report(this);
    const tenant = Tenant.containing(this);
    const { namespaceName: namespace } = tenant;
    const { from, labels, annotations, machineLabels, name = given.id, ports, type } = given.props;
    this.serviceName = name;
    this.machineLabels = machineLabels;
    place(this, { layer: Layer.WORKLOADS, tenant: namespace, file: 'services' });
    const isOpen = tenant instanceof TenantNamespace && tenant.networkPolicies.length === 0;
    report(this, SERVICE_MACHINES, serviceMachinesFaults(machineLabels));
    const hasNoPorts = ports.length === 0 && type === MachineServiceType.HEADLESS;
    report(this, OPENS_NOTHING, opensNothingFaults({ names: from !== undefined, isOpen, hasNoPorts }));
    if (from !== undefined && namesNobody(from)) {
      const problem = 'names nobody, and a NetworkPolicy rule without peers lets everybody through';
      report(this, RULE_WITHOUT_PEER, [fault('from', problem, 'Write cidrs, namespaces or podLabels.')]);
    }
    report(this, RULE_EXCEPT, from === undefined ? [] : exceptFaults('from', from));

    const written = labelled(this, labels);
    this.service = new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: written, annotations: unlessEmpty(annotations) },
      spec: serviceSpec(given.props),
    });
    intend(this.service, { propOf: servicePropOf });
    const spec = isOpen ? undefined : openingOf(given.props);
    this.networkPolicy = spec && new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `allow-service-${name}`, namespace, labels: written },
      spec,
    });
    if (this.networkPolicy === undefined) return;
    // An opening is a bound of the tenant. Whoever applies machines must not have the right to change bounds.
    place(this.networkPolicy, { layer: Layer.TENANTS });
    // without a selector a policy opens all pods
    const stated = [{ field: 'spec.podSelector', holder: 'spec', prop: 'machineLabels' }];
    intend(this.networkPolicy, { propOf: openingPropOf, stated: () => stated });
  }
}

const STAND_IN_LABELS = { 'kubevirt.io/vm': 'stand-in' };
