import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { cdiSpecNotices, cdiSpecProblems } from './cdi-rules';
import { cdiSpec, CdiSpecParts } from './cdi-spec';
import { ExistingCluster, ExistingClusterProps } from './existing-cluster';
import { featureGates, GateLists } from './feature-gates';
import { usersByGate } from './gate-uses';
import { CDI_COMPONENTS, images, KUBEVIRT_COMPONENTS, kubevirtOperatorImage, registry } from './image-references';
import { InfraCluster } from './infra-cluster';
import type { KubeVirtClusterProps } from './kubevirt-cluster-props';
import { kubevirtSpecNotices, kubevirtSpecProblems } from './kubevirt-rules';
import { gatesIn, gatesOf, kubevirtSpec, KubeVirtSpecParts, withGates } from './kubevirt-spec';
import { listedGateProblems } from './listed-gates';
import { operatorResources } from './operator-objects';
import { ControlPlaneNodes } from './operator-options';
import { operatorOptions } from './operator-rules';
import { cdiOperator, kubevirtOperator } from './operators';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { ImporterRequests, importerRequestsOf } from '../inventory/importer';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import { rendered } from '../layout/rendered';
import { Overcommit, overcommitOf } from '../machines/overcommit';
import type { KubernetesObject } from '../releases/facts';
import { SchemaCheck } from '../releases/schema-check';
import { lateNotice } from '../toolkit/notices';
import { Problems, Sentence } from '../toolkit/problems';
import { dnsLabel, dnsSubdomain, oneOf } from '../toolkit/sentences';
import { repeated } from '../toolkit/shape';

/**
 * An infra cluster that KubeVirt and CDI are installed into: their operators, and the two custom resources that tell the operators
 * what to install.
 *
 * With nothing but its releases said, the operators equal upstream's manifests object for object, but for v1alpha1 of CDI's own CRD,
 * which cdi-operator takes out, and the custom resources are upstream's with safe defaults: nothing in them deletes machines or disks, and
 * running machines are moved rather than stopped.
 */
export class KubeVirtCluster extends InfraCluster {
  /**
   * A cluster whose platform someone else manages. Nothing of it is emitted, but its releases are known, so that everything below it
   * is checked as in a cluster of one's own.
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

  private readonly wanted: readonly string[];
  private readonly disabled: readonly string[];
  private readonly kubevirtParts: KubeVirtSpecParts;
  private readonly cdiParts: CdiSpecParts;
  /** Taken at the beginning of each synthesis, for every pool asks. */
  private written?: WrittenSpecs;

  constructor(scope: Construct, id: string, props: KubeVirtClusterProps) {
    super(scope, id, props);
    this.operatorObjects = {
      ...this.emit('kubevirt-operator', this.kubevirt._facts.operator, kubevirtOperator(this.kubevirt, this.kubevirtNamespace, props)),
      ...this.emit('cdi-operator', this.cdi._facts.operator, cdiOperator(this.cdi, this.cdiNamespace, props)),
    };

    this.wanted = props.featureGates ?? [];
    this.disabled = props.disabledFeatureGates ?? [];
    const pullSecrets = props.pullSecrets ?? [];
    this.kubevirtParts = {
      release: this.kubevirt,
      config: props.kubevirtConfig ?? {},
      controlPlaneNodes: props.controlPlaneNodes ?? ControlPlaneNodes.VISIBLE,
      pullSecrets,
      monitoring: props.monitoring,
      overrides: props.kubevirtSpec,
    };
    this.cdiParts = { release: this.cdi, config: props.cdiConfig ?? {}, pullSecrets, overrides: props.cdiSpec };
    this.kubevirtCr = this.customResource('kubevirt', this.kubevirt._facts.customResource, () => this.kubevirtSpec(), this.kubevirtNamespace);
    this.cdiCr = this.customResource('cdi', this.cdi._facts.customResource, () => cdiSpec(this.cdiParts));

    const problems = new Problems(this);
    problems.add(...inputProblems(props));
    problems.atSynth(() => this.specProblems());
    lateNotice(this, () => this.remarks());
  }

  /** Which constructs, and which fields of the KubeVirt custom resource, need which feature gate: their paths by the gate's name, both sorted. */
  public featureGateUsers(): { [gate: string]: string[] } {
    return this.gateUsers(kubevirtSpec(this.kubevirtParts));
  }

  /** @internal */
  public _overcommit(): Overcommit {
    return overcommitOf((this.written ?? this.read()).kubevirt);
  }

  /** @internal */
  public _importerRequests(): ImporterRequests {
    return importerRequestsOf((this.written ?? this.read()).cdi);
  }

  /** Nothing: the custom resource reads who needs what when it is rendered. @internal */
  public _gateRemark(): undefined {
    return undefined;
  }

  /** Constructs that need gates come after the cluster, so their lists are made when the custom resource is rendered. */
  private kubevirtSpec(): KubeVirtSpec {
    const spec = kubevirtSpec(this.kubevirtParts);
    return withGates(spec, this.gates(spec));
  }

  private gates(spec: KubeVirtSpec): GateLists {
    const { wanted, disabled } = gatesIn(spec);
    return featureGates(this.kubevirt, {
      wanted: [...this.wanted, ...wanted],
      disabled: [...this.disabled, ...disabled],
      required: this.gateUsers(spec),
    });
  }

  /** The objects of one operator in a file of their own; ids and names are those of upstream, whatever the namespace is called here. */
  private emit(file: string, usual: readonly KubernetesObject[], objects: readonly KubernetesObject[]): { [name: string]: ApiObject } {
    const group = new Construct(this, file);
    place(group, { layer: Layer.OPERATORS, file });
    return Object.fromEntries(objects.map((object, index) => {
      const { kind, metadata: { name } } = usual[index];
      return [`${kind}/${name}`, new ApiObject(group, `${kind.toLowerCase()}-${name}`, kept(object))];
    }));
  }

  /** A custom resource whose spec is put together when it is rendered, for lazy values in overrides are known only then. */
  private customResource(file: string, usual: KubernetesObject, spec: () => object, namespace?: string): ApiObject {
    const { apiVersion, kind, metadata: { name } } = usual;
    const definition = kept({ apiVersion, kind, metadata: { name, namespace }, spec: Lazy.any({ produce: spec }) });
    const object = new ApiObject(this, `${file}-cr`, definition);
    place(object, { layer: Layer.PLATFORM, file });
    return object;
  }

  /** What is wrong with the gates as they were asked for, and with the custom resources as they will be written, patches included. */
  private specProblems(): Sentence[] {
    this.written = this.read();
    const { kubevirt, cdi } = this.written;
    const asked = this.askedGates()?.problems ?? [];
    const listed = kubevirt === undefined ? [] : listedGateProblems(this.kubevirt, kubevirt, this.gateUsers(kubevirt));
    return [
      ...new Set([...asked, ...listed]),
      ...(kubevirt === undefined ? [] : kubevirtSpecProblems(kubevirt)),
      ...(cdi === undefined ? [] : cdiSpecProblems(cdi, this.cdi)),
    ];
  }

  private remarks(): string[] {
    const { kubevirt, cdi } = this.read();
    return [
      ...this.askedGates()?.notices ?? [],
      ...(kubevirt === undefined ? [] : kubevirtSpecNotices(kubevirt, this.kubevirt.version)),
      ...(cdi === undefined ? [] : cdiSpecNotices(cdi)),
    ];
  }

  /** The gates before JSON patches; undefined when the custom resource cannot be rendered, of which synthesis tells by itself. */
  private askedGates(): GateLists | undefined {
    return rendered(this.kubevirtCr) && this.gates(kubevirtSpec(this.kubevirtParts));
  }

  /** Who needs which gate: constructs, and fields of the KubeVirt custom resource. */
  private gateUsers(spec: KubeVirtSpec): { [gate: string]: string[] } {
    return usersByGate([...this._gateUses(), ...gatesOf(spec, this.kubevirtCr.node.path)]);
  }

  private read(): WrittenSpecs {
    const schemas = SchemaCheck.of(this.kubevirt, this.cdi);
    const spec = (customResource: ApiObject): unknown => {
      const object = rendered(customResource);
      return object?.kind === customResource.kind && schemas.hasShape(object) ? object.spec : undefined;
    };
    return { kubevirt: spec(this.kubevirtCr) as KubeVirtSpec | undefined, cdi: spec(this.cdiCr) as CDISpec | undefined };
  }
}

/** The specs of the custom resources as they will be written; undefined where one has not even the shape of one, of which its schema tells. */
interface WrittenSpecs {
  readonly kubevirt?: KubeVirtSpec;
  readonly cdi?: CDISpec;
}

/**
 * The object, kept when it vanishes from the bundle. With a CRD or a custom resource go all machines and disks
 * (`BlockUninstallIfWorkloadsExist` guards only the latter), and while those stay, so must the operators that look after them.
 */
function kept(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...KEPT_WHEN_PRUNED } } };
}

function inputProblems(props: KubeVirtClusterProps): Sentence[] {
  const { monitoring } = props;
  return [
    props.registry === undefined ? undefined : registry('registry', props.registry),
    oneOf('controlPlaneNodes', props.controlPlaneNodes, Object.values(ControlPlaneNodes)),
    ...(props.pullSecrets ?? []).map((name) => dnsSubdomain('pullSecrets', name)),
    // Kubernetes v1.35, staging/src/k8s.io/api/core/v1/types.go: a pod's imagePullSecrets are told apart by their names, so server-side apply refuses equal ones.
    ...repeated(props.pullSecrets ?? []).map((name) => `pullSecrets holds "${name}" twice, which the API server refuses. Write it once.`),
    ...images('kubevirtImages', props.kubevirtImages ?? {}, KUBEVIRT_COMPONENTS),
    ...images('cdiImages', props.cdiImages ?? {}, CDI_COMPONENTS),
    kubevirtOperatorImage(props.kubevirtImages?.operator),
    ...templateImages(props),
    ...operatorOptions('kubevirtOperator', props.kubevirtOperator, operatorResources(props.kubevirt._facts)),
    ...operatorOptions('cdiOperator', props.cdiOperator, operatorResources(props.cdi._facts)),
    monitoring && dnsLabel('monitoring.namespace', monitoring.namespace),
    monitoring?.serviceAccount === undefined ? undefined : dnsSubdomain('monitoring.serviceAccount', monitoring.serviceAccount),
    monitoring?.serviceMonitorNamespace === undefined ? undefined : dnsLabel('monitoring.serviceMonitorNamespace', monitoring.serviceMonitorNamespace),
  ];
}

function templateImages({ kubevirt, kubevirtImages }: KubeVirtClusterProps): Sentence[] {
  return (['templateApiserver', 'templateController'] as const)
    .filter((name) => kubevirtImages?.[name] !== undefined && !kubevirt._atLeast(KUBEVIRT_COMPONENTS[name].since!))
    .map((name) => `kubevirtImages.${name} is given, but ${kubevirt} has no such component; v${KUBEVIRT_COMPONENTS[name].since} is the first that has. Leave it out.`);
}
