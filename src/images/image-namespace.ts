import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { propOfMetadata } from './image-fields';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about } from '../findings/rule';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { IMAGE_NAMESPACE } from '../rules/image/existing';
import { podSecurityLabels, PodSecurityLevel } from '../tenants/pod-security';
import { notDnsLabel } from '../toolkit/names';

const SHARED_ID = 'SharedImageNamespace';
const SHARED_NAME = 'golden-images';

/** Props of a namespace for images. */
export interface ImageNamespaceProps {
  /**
   * The namespace's name.
   * @default - the construct's id
   */
  readonly namespaceName?: string;
  /**
   * Labels of the namespace, in addition to those of pod security.
   * @default {} - none
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * A namespace for golden images: every `GoldenImage` that is created below it is kept there.
 *
 * Without one, a cluster's images share the namespace `golden-images`, which is emitted if there are any. Give images
 * that only some tenants may clone a namespace of their own: the right to clone a refreshed image covers everything in
 * its namespace.
 *
 * It enforces the pod security level "restricted": CDI's importers, uploaders and cloners comply with it (CDI v1.65.0,
 * pkg/controller/common/util.go: SetRestrictedSecurityContext), and nothing else runs here. It is kept when it is no
 * longer in the bundle, because the images would be deleted with it.
 */
export class ImageNamespace extends Construct {
  /** The namespace that a cluster's images share; created on first use. @internal */
  public static _sharedBy(construct: IConstruct): ImageNamespace {
    const cluster = InfraCluster.containing(construct);
    const found = cluster.node.tryFindChild(SHARED_ID);
    if (found instanceof ImageNamespace) return found;
    return new ImageNamespace(cluster, SHARED_ID, { namespaceName: SHARED_NAME });
  }

  /** The namespace's name. */
  public readonly namespaceName: string;
  /** The Namespace. */
  public readonly namespace: ApiObject;

  constructor(scope: Construct, id: string, props: ImageNamespaceProps = {}) {
    const given = takeProps({ scope, id, props, struct: 'ImageNamespaceProps', open: new.target !== ImageNamespace });
    super(scope, given.id);
    given.report(this);
    const { namespaceName, labels } = given.props;
    this.namespaceName = namespaceName ?? given.id;
    place(this, { layer: Layer.CATALOG, file: this.namespaceName });
    report(this, IMAGE_NAMESPACE, about('namespaceName', notDnsLabel(this.namespaceName)));
    this.namespace = new ApiObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: this.namespaceName,
        labels: { ...labels, ...podSecurityLabels({ enforce: PodSecurityLevel.RESTRICTED }) },
        annotations: { ...KEPT_WHEN_PRUNED },
      },
    });
    intend(this.namespace, { propOf: propOfMetadata });
  }
}
