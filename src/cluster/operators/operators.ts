import { besideOperator, imageFor } from './image-references';
import type { KubeVirtClusterProps } from '../kubevirt-cluster-props';
import { operatorImage, operatorObjects, operatorVariable } from './operator-objects';
import { ControlPlaneNodes } from './operator-options';
import type { KubernetesObject } from '../../releases/facts';
import type { CdiRelease, KubeVirtRelease } from '../../releases/release';
import { CDI_COMPONENTS, KUBEVIRT_COMPONENTS } from '../../rules/kubevirt/components';

/**
 * The objects of KubeVirt's operator.
 *
 * KUBEVIRT_VERSION keeps the release's value. If the operator's image is given by digest, KubeVirt reads from it its
 * own version and the tag of components without a digest (KubeVirt v1.9.0 pkg/virt-operator/util/config.go, getTag).
 */
export function kubevirtOperator(
  release: KubeVirtRelease,
  namespace: string,
  props: KubeVirtClusterProps,
): KubernetesObject[] {
  const image = imageFor(props.kubevirtImages?.operator, operatorImage(release._facts), props.registry);
  const given = props.kubevirtImages ?? {};
  const components = Object.entries(KUBEVIRT_COMPONENTS)
    .map(([name, component]) => ({ component, reference: given[name as keyof typeof KUBEVIRT_COMPONENTS] }))
    .filter(({ reference }) => reference !== undefined)
    .map(({ component, reference }) => (
      [component.variable, imageFor(reference, besideOperator(image, component.image), undefined)]
    ));
  return operatorObjects(release._facts, {
    namespace,
    image,
    environment: { VIRT_OPERATOR_IMAGE: image, ...Object.fromEntries(components) },
    pullSecrets: props.pullSecrets ?? [],
    replicas: props.kubevirtOperator?.replicas,
    resources: props.kubevirtOperator?.resources,
    placement: props.kubevirtOperator?.nodePlacement,
    anyNode: props.controlPlaneNodes === ControlPlaneNodes.HIDDEN,
  });
}

/** The objects of CDI's operator. Its environment names the image of every component. */
export function cdiOperator(release: CdiRelease, namespace: string, props: KubeVirtClusterProps): KubernetesObject[] {
  const given = { ...props.cdiImages, ovirtPopulator: props.cdiImages?.ovirtPopulator ?? props.cdiImages?.importer };
  const components = Object.entries(CDI_COMPONENTS).map(([name, { variable }]) => {
    const reference = given[name as keyof typeof CDI_COMPONENTS];
    return [variable, imageFor(reference, operatorVariable(release._facts, variable)!, props.registry)];
  });
  // CDI v1.65.0 pkg/operator/controller/prometheus.go, getMonitoringNamespace.
  const monitoring = props.monitoring === undefined ? {} : { MONITORING_NAMESPACE: props.monitoring.namespace };
  return operatorObjects(release._facts, {
    namespace,
    image: imageFor(given.operator, operatorImage(release._facts), props.registry),
    environment: { ...Object.fromEntries(components), ...monitoring },
    pullSecrets: props.pullSecrets ?? [],
    replicas: props.cdiOperator?.replicas,
    resources: props.cdiOperator?.resources,
    placement: props.cdiOperator?.nodePlacement,
    anyNode: props.controlPlaneNodes === ControlPlaneNodes.HIDDEN,
  });
}
