import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { cdiSpecNotices, cdiSpecProblems } from './cdi-rules';
import { cdiSpec } from './cdi-spec';
import { ExistingCluster, ExistingClusterProps } from './existing-cluster';
import { featureGates, GateLists } from './feature-gates';
import { CDI_COMPONENTS, images, KUBEVIRT_COMPONENTS, kubevirtOperatorImage, registry } from './image-references';
import { ImporterRequests, importerRequestsOf } from './importer-requests';
import { InfraCluster } from './infra-cluster';
import type { KubeVirtClusterProps } from './kubevirt-cluster-props';
import { kubevirtSpecNotices, kubevirtSpecProblems } from './kubevirt-rules';
import { GateFields, gatesIn, gatesOf, kubevirtSpec, overcommitOf, withGates } from './kubevirt-spec';
import { ControlPlaneNodes } from './operator-options';
import { operatorOptions } from './operator-rules';
import { cdiOperator, kubevirtOperator } from './operators';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { KEPT_WHEN_PRUNED } from '../layout/protection';
import type { Overcommit } from '../machines/overcommit';
import type { KubernetesObject } from '../releases/facts';
import { SchemaCheck } from '../releases/schema-check';
import { dnsLabel, dnsSubdomain } from '../validation/names';
import { notice } from '../validation/notices';
import { Problems, Sentence } from '../validation/problems';

/**
 * An infra cluster that KubeVirt and CDI are installed into: their operators, and the two custom resources that tell the operators
 * what to install.
 *
 * With nothing but its releases said, the operators equal upstream's manifests object for object, and the custom resources are
 * upstream's with safe defaults: nothing in them deletes machines or disks, and running machines are moved rather than stopped.
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
  private readonly overcommit: Overcommit;
  private readonly importerRequests: ImporterRequests;

  constructor(scope: Construct, id: string, props: KubeVirtClusterProps) {
    super(scope, id, props);
    this.operatorObjects = {
      ...this.emit('kubevirt-operator', this.kubevirt._facts.operator, kubevirtOperator(this.kubevirt, this.kubevirtNamespace, props)),
      ...this.emit('cdi-operator', this.cdi._facts.operator, cdiOperator(this.cdi, this.cdiNamespace, props)),
    };

    const overridden = gatesIn(props.kubevirtSpec);
    this.wanted = [...props.featureGates ?? [], ...overridden.wanted];
    this.disabled = [...props.disabledFeatureGates ?? [], ...overridden.disabled];
    const spec = kubevirtSpec({
      release: this.kubevirt,
      config: props.kubevirtConfig ?? {},
      controlPlaneNodes: props.controlPlaneNodes ?? ControlPlaneNodes.VISIBLE,
      pullSecrets: props.pullSecrets ?? [],
      monitoring: props.monitoring,
      overrides: props.kubevirtSpec,
    });
    this.overcommit = overcommitOf(spec);
    this.kubevirtCr = this.customResource('kubevirt', this.kubevirt._facts.customResource, withGates(spec, this.lazyGates()), this.kubevirtNamespace);
    for (const { gate, field } of gatesOf(spec)) this._gateUser(gate, `${this.kubevirtCr.node.path} (${field})`);

    const transfers = cdiSpec({ release: this.cdi, config: props.cdiConfig ?? {}, pullSecrets: props.pullSecrets ?? [], overrides: props.cdiSpec });
    this.importerRequests = importerRequestsOf(transfers);
    this.cdiCr = this.customResource('cdi', this.cdi._facts.customResource, transfers);

    const problems = new Problems(this);
    problems.add(...inputProblems(props));
    problems.atSynth(() => this.gates().problems);
    problems.atSynth(() => this.specProblems(this.kubevirtCr, (object) => kubevirtSpecProblems(object as KubeVirtSpec)));
    problems.atSynth(() => this.specProblems(this.cdiCr, (object) => cdiSpecProblems(object as CDISpec, this.cdi)));
    const remarks = featureGates(this.kubevirt, { wanted: this.wanted, disabled: this.disabled, required: {} }).notices;
    for (const sentence of [...remarks, ...kubevirtSpecNotices(spec, this.kubevirt.version)]) notice(this, sentence);
    for (const sentence of cdiSpecNotices(transfers)) notice(this, sentence);
  }

  /** @internal */
  public _overcommit(): Overcommit {
    return this.overcommit;
  }

  /** @internal */
  public _importerRequests(): ImporterRequests {
    return this.importerRequests;
  }

  /** @internal */
  public _gateRequired(): void {
    // The custom resource reads who needs what when it is rendered.
  }

  private gates(): GateLists {
    return featureGates(this.kubevirt, { wanted: this.wanted, disabled: this.disabled, required: this.featureGateUsers() });
  }

  /** Constructs that need gates come after the cluster, so the lists are made when the custom resource is rendered. */
  private lazyGates(): GateFields {
    return {
      featureGates: Lazy.any({ produce: () => this.gates().featureGates }),
      disabledFeatureGates: Lazy.any({ produce: () => nothingWhenEmpty(this.gates().disabledFeatureGates) }),
      persistentReservation: Lazy.any({ produce: () => (this.gates().persistentReservation ? { enabled: true } : undefined) }),
    };
  }

  /** The objects of one operator in a file of their own; ids and names are those of upstream, whatever the namespace is called here. */
  private emit(file: string, usual: readonly KubernetesObject[], objects: readonly KubernetesObject[]): { [name: string]: ApiObject } {
    const group = new Construct(this, file);
    place(group, { layer: Layer.OPERATORS, file });
    return Object.fromEntries(objects.map((object, index) => {
      const { kind, metadata: { name } } = usual[index];
      return [`${kind}/${name}`, new ApiObject(group, `${kind.toLowerCase()}-${name}`, HOLDS_OTHERS.includes(kind) ? kept(object) : object)];
    }));
  }

  private customResource(file: string, usual: KubernetesObject, spec: object, namespace?: string): ApiObject {
    const { apiVersion, kind, metadata: { name } } = usual;
    const object = new ApiObject(this, `${file}-cr`, kept({ apiVersion, kind, metadata: { name, namespace }, spec }));
    place(object, { layer: Layer.PLATFORM, file });
    return object;
  }

  /** The rules beyond the schema, of the custom resource as it is rendered. They need its shape, which the schema's own check reports on. */
  private specProblems(customResource: ApiObject, rules: (spec: unknown) => Sentence[]): Sentence[] {
    const object = customResource.toJson() as KubernetesObject;
    return SchemaCheck.of(this.kubevirt, this.cdi).check(object).length === 0 ? rules(object.spec) : [];
  }
}

/** Kinds whose deletion takes others with it: with a CRD go all objects of its kind, though `BlockUninstallIfWorkloadsExist` guards those. */
const HOLDS_OTHERS = ['Namespace', 'CustomResourceDefinition'];

/** The object, kept when it vanishes from the bundle: with the custom resources go all machines and disks. */
function kept(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...KEPT_WHEN_PRUNED } } };
}

function nothingWhenEmpty(list: string[]): string[] | undefined {
  return list.length === 0 ? undefined : list;
}

function inputProblems(props: KubeVirtClusterProps): Sentence[] {
  const { monitoring } = props;
  return [
    props.registry === undefined ? undefined : registry('registry', props.registry),
    ...(props.pullSecrets ?? []).map((name) => dnsSubdomain('pullSecrets', name)),
    ...images('kubevirtImages', props.kubevirtImages ?? {}, KUBEVIRT_COMPONENTS),
    ...images('cdiImages', props.cdiImages ?? {}, CDI_COMPONENTS),
    kubevirtOperatorImage(props.kubevirtImages?.operator),
    ...templateImages(props),
    ...operatorOptions('kubevirtOperator', props.kubevirtOperator),
    ...operatorOptions('cdiOperator', props.cdiOperator),
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
