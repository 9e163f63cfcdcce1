import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { propOfMetadata } from './image-fields';
import { InfraCluster } from '../cluster/infra-cluster';
import { report } from '../findings/findings';
import { about } from '../findings/rule';
import { takeProps } from '../given/given';
import { intend } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { IMAGE_NAMESPACE } from '../rules/image/existing';
import { podSecurityLabels, PodSecurityLevel } from '../tenants/pod-security';
import { NameRoom, notDnsLabel } from '../toolkit/names';

/** The namespace that images share if their rights to clone are limited to one volume each. */
const SHARED = { id: 'SharedImageNamespace', namespaceName: 'golden-images' };

const OWN_PREFIX = `${SHARED.namespaceName}-`;

/** What must stay free in the name of an image that has its own namespace, which is named after it. */
export const ROOM_FOR_OWN_NAMESPACE: NameRoom = {
  characters: OWN_PREFIX.length,
  reason: `"${OWN_PREFIX}" in the name of its namespace`,
};

/** Props of a namespace for images. */
export interface ImageNamespaceProps {
  /**
   * The namespace's name.
   * @default - the construct's id
   */
  readonly namespaceName?: string;
  /**
   * Labels of the namespace, in addition to those of pod security and those that name the cluster.
   * @default {} - none
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * A namespace for golden images: every `GoldenImage` that is created below it is kept there.
 *
 * Without one, a cluster's images that are imported once share the namespace `golden-images`, and each refreshed image
 * has its own, `golden-images-<name>`: the right to clone a refreshed image covers everything in its namespace. So only
 * one image that is refreshed, and nothing else, should be below an `ImageNamespace` that other namespaces clone from.
 *
 * It enforces the pod security level "restricted": CDI's importers, uploaders and cloners comply with it (CDI v1.65.0,
 * pkg/controller/common/util.go: SetRestrictedSecurityContext), and nothing else runs here. It is kept when it is no
 * longer in the bundle, because the images would be deleted with it.
 */
export class ImageNamespace extends Construct {
  /** The namespace that a cluster's images share; created on first use. @internal */
  public static _sharedBy(construct: IConstruct): ImageNamespace {
    return madeOnce(construct, SHARED.id, SHARED.namespaceName);
  }

  /** The namespace of one refreshed image alone; created on first use. @internal */
  public static _ownOf(construct: IConstruct, image: string): ImageNamespace {
    // an image's name may have dots, a namespace's may not
    return madeOnce(construct, `ImageNamespace-${image}`, `${OWN_PREFIX}${image.replaceAll('.', '-')}`);
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
        labels: labelled(this, { ...labels, ...podSecurityLabels({ enforce: PodSecurityLevel.RESTRICTED }) }),
        annotations: { ...KEPT_WHEN_PRUNED },
      },
    });
    intend(this.namespace, { propOf: propOfMetadata });
  }
}

function madeOnce(construct: IConstruct, id: string, namespaceName: string): ImageNamespace {
  const cluster = InfraCluster.containing(construct);
  const found = cluster.node.tryFindChild(id);
  return found instanceof ImageNamespace ? found : new ImageNamespace(cluster, id, { namespaceName });
}
