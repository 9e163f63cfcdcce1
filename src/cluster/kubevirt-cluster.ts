import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { CDI_PROPS } from './cdi/cdi-props';
import { cdiSpec, CdiSpecParts } from './cdi/cdi-spec';
import { ExistingCluster } from './existing-cluster';
import type { ExistingClusterProps } from './existing-cluster-props';
import { BetaFeatureGates } from './gates/beta-feature-gates';
import { FeatureGate } from './gates/feature-gate';
import { withGates } from './gates/with-gates';
import { InfraCluster, NEWEST_RELEASES } from './infra-cluster';
import { PropTable, propOfField } from './intent';
import { KUBEVIRT_PROPS } from './kubevirt/kubevirt-props';
import { kubevirtSpec, KubeVirtSpecParts } from './kubevirt/kubevirt-spec';
import type { KubeVirtClusterProps } from './kubevirt-cluster-props';
import { withLockedImages } from './operators/locked-images';
import { inOneNamespace, withoutNamespace } from './operators/namespaces';
import { brokenPlacementSeconds } from './operators/node-placement';
import { operatorTolerations } from './operators/operator-objects';
import { ControlPlaneNodes } from './operators/operator-options';
import { OperatorProps, propOfOperator } from './operators/operator-props';
import { cdiOperator, kubevirtOperator } from './operators/operators';
import { inventoryOfCluster } from './view';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { report } from '../findings/findings';
import { about, Fault, fault } from '../findings/rule';
import { takeProps } from '../given/given';
import { usersByGate } from '../inventory/gates';
import { intend, tell } from '../inventory/tell';
import { imageLockOf } from '../layout/image-lock';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { rendered } from '../layout/rendered';
import type { KubernetesObject } from '../releases/facts';
import { CDI_COMPONENTS, KUBEVIRT_COMPONENTS } from '../rules/kubevirt/components';
import { gateLists } from '../rules/kubevirt/gates/gate-lists';
import { gatesIn, GatesInSpec, gateUses } from '../rules/kubevirt/gates/wishes';
import { PULL_SECRETS } from '../rules/kubevirt/images';
import { TOLERATION_WHOLE_SECONDS } from '../rules/scheduling/policy';
import { resolveLazy } from '../toolkit/lazy';
import { notDnsSubdomain } from '../toolkit/names';
import { repeated } from '../toolkit/shape';

/**
 * An infra cluster that KubeVirt and CDI are installed into: their operators, and the two custom resources that tell
 * the operators what to install.
 *
 * If only the releases are given, the operators equal upstream's manifests object for object, except v1alpha1 of CDI's
 * own CRD, which cdi-operator removes. The custom resources are upstream's with safe defaults: they never delete
 * machines or disks, and they migrate running machines instead of stopping them.
 */
export class KubeVirtCluster extends InfraCluster {
  /**
   * A cluster whose platform someone else manages. It emits nothing, but its releases are known, so everything below it
   * is checked as in a cluster of your own.
   */
  public static existing(scope: Construct, id: string, props: ExistingClusterProps): InfraCluster {
    return new ExistingCluster(scope, id, props);
  }

  /** The KubeVirt custom resource. */
  public readonly kubevirtCr: ApiObject;
  /** The CDI custom resource. */
  public readonly cdiCr: ApiObject;
  /** The objects of both operators, by kind and upstream's name: `Deployment/virt-operator`, `Namespace/cdi`. */
  public readonly operatorObjects: { [name: string]: ApiObject };

  private readonly asked: GatesInSpec;
  private readonly leavesBeta: boolean;
  private readonly kubevirtParts: KubeVirtSpecParts;
  private readonly cdiParts: CdiSpecParts;

  constructor(scope: Construct, id: string, given: KubeVirtClusterProps) {
    const open = new.target !== KubeVirtCluster;
    const taken = takeProps({
      scope, id, props: given, struct: 'KubeVirtClusterProps', open, standIns: NEWEST_RELEASES,
    });
    super(scope, taken.id, taken.props);
    taken.report(this);
    const props = withLockedImages(taken.props, this, imageLockOf(this));
    const { pullSecrets = [], launcherPullSecret, overrides } = props;
    this.asked = {
      wanted: [...props.featureGates ?? [], ...this.gatesOfInjector()],
      disabled: props.disabledFeatureGates ?? [],
    };
    this.leavesBeta = props.betaFeatureGates === BetaFeatureGates.RELEASE;
    this.kubevirtParts = {
      release: this.kubevirt,
      config: props.kubevirtConfig ?? {},
      controlPlaneNodes: props.controlPlaneNodes ?? ControlPlaneNodes.VISIBLE,
      pullSecrets,
      launcherPullSecret,
      monitoring: props.monitoring,
      overrides: overrides?.kubevirt,
    };
    this.cdiParts = { release: this.cdi, config: props.cdiConfig ?? {}, pullSecrets, overrides: overrides?.cdi };
    this.tellGates();

    const { _facts: kubevirtFacts } = this.kubevirt;
    const { _facts: cdiFacts } = this.cdi;
    const isShared = this.kubevirtNamespace === this.cdiNamespace;
    const both = {
      kubevirt: kubevirtOperator(this.kubevirt, this.kubevirtNamespace, props),
      cdi: cdiOperator(this.cdi, this.cdiNamespace, props),
    };
    const { kubevirt, cdi } = isShared ? inOneNamespace(both) : both;
    const usualCdi = isShared ? withoutNamespace(cdiFacts.operator) : cdiFacts.operator;
    this.operatorObjects = {
      ...this.emit('kubevirt-operator', kubevirtFacts.operator, kubevirt, {
        props,
        options: 'kubevirtOperator',
        images: 'kubevirtImages',
        components: KUBEVIRT_COMPONENTS,
        usualTolerations: operatorTolerations(kubevirtFacts),
      }),
      ...this.emit('cdi-operator', usualCdi, cdi, {
        props,
        options: 'cdiOperator',
        images: 'cdiImages',
        components: CDI_COMPONENTS,
        usualTolerations: operatorTolerations(cdiFacts),
      }),
    };
    if (isShared) this.operatorObjects['Namespace/cdi'] = this.operatorObjects['Namespace/kubevirt'];
    const { kubevirtParts, cdiParts, kubevirtNamespace } = this;
    const makeSpec = () => this.kubevirtSpec();
    this.kubevirtCr = this.customResource('kubevirt', kubevirtFacts.customResource, makeSpec, kubevirtNamespace);
    this.cdiCr = this.customResource('cdi', cdiFacts.customResource, () => cdiSpec(cdiParts));
    nameProps(props, this.kubevirtCr, KUBEVIRT_PROPS, () => kubevirtSpec({ ...kubevirtParts, overrides: undefined }));
    nameProps(props, this.cdiCr, CDI_PROPS, () => cdiSpec({ ...cdiParts, overrides: undefined }));

    report(this, TOLERATION_WHOLE_SECONDS, brokenPlacementSeconds(props));
    report(this, PULL_SECRETS, pullSecretFaults(pullSecrets, launcherPullSecret));
  }

  /** Reports the gates that props and overrides name to the inventory. Lazy values in overrides are resolved later. */
  private tellGates(): void {
    const named = (): GatesInSpec => this.namedGates();
    tell(this, {
      cluster: {
        ...this._facts(),
        turnsGatesOn: true,
        get gates() { return named().wanted; },
        get disabledGates() { return named().disabled; },
      },
    });
  }

  /** KubeVirt leaves the devices of networks to network-resources-injector only if told so; v1.7 never does. */
  private gatesOfInjector(): string[] {
    const gate = FeatureGate.EXTERNAL_NET_RESOURCE_INJECTION;
    return this._injectsNetworkResources && this.kubevirt.featureGateState(gate) !== undefined ? [gate] : [];
  }

  private namedGates(): GatesInSpec {
    const { wanted, disabled } = gatesIn(this.resolvedOverrides());
    return { wanted: [...this.asked.wanted, ...wanted], disabled: [...this.asked.disabled, ...disabled] };
  }

  /** The overrides of the KubeVirt custom resource; undefined if they cannot be resolved, which synthesis reports. */
  private resolvedOverrides(): KubeVirtSpec | undefined {
    try {
      return resolveLazy(this.kubevirtParts.overrides) as KubeVirtSpec | undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Constructs that need gates are created after the cluster, so the lists of gates are made when the custom resource
   * is rendered.
   */
  private kubevirtSpec(): KubeVirtSpec {
    const spec = kubevirtSpec(this.kubevirtParts);
    const { wanted, disabled } = gatesIn(spec);
    const required = inventoryOfCluster(this, (view) => usersByGate(gateUses(view, spec)));
    return withGates(spec, gateLists(this.kubevirt, {
      wanted: [...this.asked.wanted, ...wanted],
      disabled: [...this.asked.disabled, ...disabled],
      required,
      leavesBeta: this.leavesBeta,
    }));
  }

  /**
   * The objects of one operator, in a file of their own. Ids and names are upstream's, whatever the namespace is
   * called.
   */
  private emit(
    file: string,
    usual: readonly KubernetesObject[],
    objects: readonly KubernetesObject[],
    operator: OperatorProps,
  ): { [name: string]: ApiObject } {
    const group = new Construct(this, file);
    place(group, { layer: Layer.OPERATORS, file });
    return Object.fromEntries(objects.map((object, index) => {
      const { kind, metadata: { name } } = usual[index];
      const apiObject = new ApiObject(group, `${kind.toLowerCase()}-${name}`, kept(object));
      if (kind === 'Deployment') {
        intend(apiObject, { propOf: (field) => propOfOperator(operator, field, rendered(apiObject), object) });
      }
      return [`${kind}/${name}`, apiObject];
    }));
  }

  /**
   * A custom resource whose spec is made when it is rendered, because lazy values in overrides are known only then.
   */
  private customResource(file: string, usual: KubernetesObject, spec: () => object, namespace?: string): ApiObject {
    const { apiVersion, kind, metadata: { name } } = usual;
    const definition = kept({ apiVersion, kind, metadata: { name, namespace }, spec: Lazy.any({ produce: spec }) });
    const object = new ApiObject(this, `${file}-cr`, definition);
    place(object, { layer: Layer.PLATFORM, file });
    return object;
  }
}

/** Lets findings name the props that fields of a custom resource come from. */
function nameProps(props: KubeVirtClusterProps, customResource: ApiObject, table: PropTable, made: () => object): void {
  const madeOf = () => ({ props, written: rendered(customResource), made: { spec: made() } });
  intend(customResource, { propOf: (field) => propOfField(table, field, madeOf()) });
}

/**
 * The object, with annotations that keep it when it is no longer in the bundle. Deleting a CRD or a custom resource
 * deletes all machines and disks (`BlockUninstallIfWorkloadsExist` guards only the custom resource). As long as these
 * stay, their operators must stay too.
 */
function kept(object: KubernetesObject): KubernetesObject {
  const annotations = { ...object.metadata.annotations, ...KEPT_WHEN_PRUNED };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function* pullSecretFaults(names: readonly string[], launchers: string | undefined): Iterable<Fault> {
  if (launchers !== undefined) yield* about('launcherPullSecret', notDnsSubdomain(launchers));
  for (const name of names) yield* about('pullSecrets', notDnsSubdomain(name));
  for (const name of repeated(names)) {
    yield fault('pullSecrets', `holds "${name}" twice, which the API server refuses`, 'Write it once.');
  }
}
