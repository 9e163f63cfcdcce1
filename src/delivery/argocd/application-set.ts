import { sourceOf } from './application';
import {
  API_VERSION, CASCADE, CLUSTER, COMPARE_OPTIONS, deliveryName, LAYER, MANIFEST_PATHS, NO_NAMESPACE, STAGE, TENANT,
  TENANT_LAYERS, workloadsName,
} from './names';
import { inRepository, Settings } from './settings';
import { asksServer, compareOptions, ignoreDifferences, syncPolicy } from './sync';
import { Layer } from '../../layout/layer';
import type { KubernetesObject } from '../../releases/facts';
import { defined } from '../../toolkit/shape';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';

/** Whether no unit of a platform waits for a unit, in a template that ranges over a file's units. */
const HOLDS_NOTHING_UP = `or (eq .layer "${Layer.WORKLOADS}") (eq .layer "${Layer.MONITORING}") (dig "infra" "" $)`;

/**
 * The ApplicationSet that makes an Application for each unit of platforms and tenants that
 * `clusters/<cluster>/cluster.json` lists, and rolls changes out. A new tenant or cluster changes that file alone.
 */
export function platformSet(settings: Settings, { app, clusters }: DeliveryModel): KubernetesObject {
  return applicationSet(settings, clusters, deliveryName(settings, app), `not (${HOLDS_NOTHING_UP})`, {
    strategy: { type: 'RollingSync', rollingSync: { steps: stepsOf(settings, clusters) } },
  });
}

/**
 * The same for machines, monitoring, and the clusters of tenants. They are in no step of a rollout: a step ends when
 * all its Applications are healthy (argo-cd v3.2.11, applicationset/controllers/applicationset_controller.go:
 * isApplicationHealthy), so a paused or failing machine of one tenant, or a missing CRD of prometheus-operator, would
 * keep every later stage from a change.
 */
export function workloadsSet(settings: Settings, { app, clusters }: DeliveryModel): KubernetesObject {
  return applicationSet(settings, clusters, workloadsName(settings, app), HOLDS_NOTHING_UP, {});
}

function applicationSet(
  settings: Settings, clusters: readonly DeliveredCluster[], name: string, units: string, strategy: object,
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name, namespace: settings.namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ matrix: { generators: [clusterFiles(settings), unitsOfFile(settings, units)] } }],
      ...strategy,
      // Applications that are deleted, by mistake too, leave what they have applied.
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: template(settings, clusters),
      ...(settings.cascade && { templatePatch: CASCADE_PATCH }),
    },
  };
}

function clusterFiles(settings: Settings) {
  const { repositoryUrl, revision } = settings;
  return {
    git: { repoURL: repositoryUrl, revision, files: [{ path: inRepository(settings, 'clusters/*/cluster.json') }] },
  };
}

/**
 * The units of a file for which a condition holds, with parameters of names that those of the file do not have: these
 * would replace them (argo-cd v3.2.11, applicationset/generators/matrix.go).
 */
function unitsOfFile({ prefix }: Settings, condition: string) {
  const elementsYaml = [
    `{{- range .units }}{{ if ${condition} }}`,
    `- unit: {{ printf "${prefix}%s" .name | toJson }}`,
    '  folder: {{ .path | toJson }}',
    '  layer: {{ .layer | toJson }}',
    '  tenant: {{ dig "tenant" "" . | toJson }}',
    `  namespace: {{ .namespaces | first | default (dig "tenant" "${NO_NAMESPACE}" .) | toJson }}`,
    '{{- end }}{{ end }}',
  ].join('\n');
  return { list: { elements: [], elementsYaml } };
}

/** The label of clusters without a stage, which get a change after all others. */
const NO_STAGE = '';

/** One step for each stage and each layer. */
function stepsOf(settings: Settings, clusters: readonly DeliveredCluster[]) {
  const infras = clusters.filter(({ infra }) => infra === undefined);
  return [...settings.stages, NO_STAGE].flatMap((stage) => {
    const units = infras.filter((each) => (each.stage ?? NO_STAGE) === stage).flatMap((each) => each.units);
    return STEPS.filter((layer) => units.some((unit) => unit.layer === layer)).map((layer) => ({
      matchExpressions: [
        { key: STAGE, operator: 'In', values: [stage] },
        { key: LAYER, operator: 'In', values: [layer] },
      ],
    }));
  });
}

const STEPS: readonly Layer[] = [Layer.OPERATORS, Layer.PLATFORM, Layer.CATALOG, Layer.TENANTS];

function template(settings: Settings, clusters: readonly DeliveredCluster[]) {
  return {
    metadata: {
      name: '{{ .unit }}',
      namespace: settings.namespace,
      labels: {
        [CLUSTER]: '{{ .name }}',
        [LAYER]: '{{ .layer }}',
        [STAGE]: stageTemplate(clusters),
        [TENANT]: '{{ .tenant }}',
      },
      annotations: {
        [COMPARE_OPTIONS]: compareTemplate(clusters),
        [MANIFEST_PATHS]: '.',
      },
    },
    spec: defined({
      project: projectTemplate(settings),
      source: sourceOf(settings, inRepository(settings, '{{ .folder }}')),
      destination: { name: destinationTemplate(settings, clusters), namespace: '{{ .namespace }}' },
      // A rollout turns off what is automated, but without `automated.prune`, its syncs prune nothing.
      syncPolicy: syncPolicy(settings, { layer: Layer.WORKLOADS, mayMissKinds: true }),
      ignoreDifferences: ignoreDifferences(settings),
    }),
  };
}

/** The same as `projectOf`. */
function projectTemplate({ prefix }: Settings): string {
  return [
    `${prefix}{{ normalize .name }}-`,
    `{{ if and .tenant (eq .layer "${Layer.TENANTS}") }}tenants-{{ .tenant }}`,
    `{{ else if eq .layer "${Layer.WORKLOADS}" }}workloads{{ if .tenant }}-{{ .tenant }}{{ end }}`,
    '{{ else }}platform{{ end }}',
  ].join('');
}

function stageTemplate(clusters: readonly DeliveredCluster[]): string {
  return choice('.name', clusters.flatMap(({ name, stage }) => (stage === undefined ? [] : [[name, stage]])), NO_STAGE);
}

function destinationTemplate({ destinationOf }: Settings, clusters: readonly DeliveredCluster[]): string {
  const others = clusters.map(({ name }) => [name, destinationOf(name)] as const).filter(([name, to]) => name !== to);
  return choice('.name', others, '{{ .name }}');
}

function compareTemplate(clusters: readonly DeliveredCluster[]): string {
  const units = clusters.flatMap((cluster) => cluster.units).filter((unit) => !asksServer(unit));
  const layers = [...new Set(units.map(({ layer }) => layer))].sort();
  return choice('.layer', layers.map((layer) => [layer, compareOptions(false)]), compareOptions(true));
}

/** A template that writes a text for each value of a parameter, and another one for the rest. */
function choice(parameter: string, cases: readonly (readonly string[])[], otherwise: string): string {
  if (cases.length === 0) return otherwise;
  const branches = cases.map(([value, text]) => `if eq ${parameter} "${value}" }}${text}`);
  return `{{ ${branches.join('{{ else ')}{{ else }}${otherwise}{{ end }}`;
}

const CASCADE_PATCH = [
  'metadata:',
  `  finalizers: {{ if has .layer (list ${TENANT_LAYERS.map((layer) => `"${layer}"`).join(' ')}) }}[${CASCADE}]`
  + '{{ else }}[]{{ end }}',
].join('\n');
