import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { attachmentPropOf } from './attachment-fields';
import { CniConfig } from './cni-config';
import type { NetworkAttachmentProps } from './network-attachment-props';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { takeProps } from '../given/given';
import { scopesAround } from '../given/id';
import { RESOURCE_OF_NETWORK } from '../inventory/network-resources';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED, withFurther } from '../layout/protection';
import { AttachableNetwork } from '../machines/networks/attachable-network';
import type { MultusBinding } from '../machines/networks/network-binding';
import { STAND_IN } from '../props/usable';
import { foreignNamespaceFaults, NAMESPACE_OF_TENANT } from '../rules/network/namespace';
import { Tenant } from '../tenants/tenant';
import { unlessEmpty } from '../toolkit/shape';

/**
 * A network that machines can be connected to beside the pod network: a NetworkAttachmentDefinition of Multus, which
 * must run in the infra cluster. Machines take it by `networks: [{ network }]`.
 *
 * It is kept when it leaves the bundle, because machines that are kept do not start without it.
 *
 * NetworkPolicies do not reach such networks: machines of all tenants that are connected to one reach each other.
 */
export class NetworkAttachment extends AttachableNetwork {
  public readonly attachmentName: string;
  public readonly namespaceName: string;
  /** The NetworkAttachmentDefinition. */
  public readonly apiObject: ApiObject;

  /** @internal */
  public readonly _binding: MultusBinding;

  constructor(scope: Construct, id: string, props: NetworkAttachmentProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'NetworkAttachmentProps',
      open: new.target !== NetworkAttachment,
      standIns: { config: () => CniConfig.bridge(STAND_IN) },
    });
    super(scope, given.id);
    given.report(this);
    const { config, name = given.id, namespaceName, resourceName, labels, annotations } = given.props;
    const tenant = scopesAround(this).find((each): each is Tenant => each instanceof Tenant);
    const { kubevirtNamespace } = InfraCluster.containing(this);
    this.attachmentName = name;
    this.namespaceName = tenant?.namespaceName ?? namespaceName ?? 'default';
    this._binding = config._binding;
    report(this, NAMESPACE_OF_TENANT, foreignNamespaceFaults(namespaceName, tenant?.namespaceName));
    const namespace = this.namespaceName;
    // A network for migrations stands beside the KubeVirt custom resource: virt-handler starts only if it exists
    // (KubeVirt v1.9.0, pkg/virt-operator/resource/generate/components: NewHandlerDaemonSet).
    const shared = namespace === kubevirtNamespace ? Layer.PLATFORM : Layer.CATALOG;
    place(this, { layer: tenant === undefined ? shared : Layer.TENANTS, file: 'networks' });
    this.apiObject = new ApiObject(this, 'NetworkAttachmentDefinition', {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: {
        name,
        namespace,
        labels: labelled(this, labels),
        annotations: unlessEmpty(withFurther({
          // machines that are kept do not start again without their networks
          ...KEPT_WHEN_PRUNED,
          ...(resourceName !== undefined && { [RESOURCE_OF_NETWORK]: resourceName }),
        }, annotations)),
      },
      spec: { config: config._write({ name, namespace }) },
    });
    intend(this.apiObject, { propOf: attachmentPropOf });
  }
}
