import { sourceOf } from './application';
import {
  API_VERSION, CASCADE, CLUSTER, COMPARE_OPTIONS, deliveryName, LAYER, MANIFEST_PATHS, NO_NAMESPACE, STAGE, TENANT,
  TENANT_LAYERS,
} from './names';
import { inRepository, Settings, stageOf } from './settings';
import { asksServer, compareOptions, ignoreDifferences, syncPolicy } from './sync';
import { Layer } from '../../layout/layer';
import type { KubernetesObject } from '../../releases/facts';
import { defined } from '../../toolkit/shape';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';

/**
 * The ApplicationSet that makes an Application for each unit that `clusters/<cluster>/cluster.json` lists. A new tenant
 * or cluster changes that file alone.
 */
export function applicationSet(settings: Settings, { app, clusters }: DeliveryModel): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ApplicationSet',
    metadata: { name: deliveryName(settings, app), namespace: settings.namespace },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ matrix: { generators: [clusterFiles(settings), unitsOfFile(settings)] } }],
      strategy: { type: 'RollingSync', rollingSync: { steps: stepsOf(settings, clusters) } },
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
 * The units of a file, with parameters of names that those of the file do not have: these would replace them
 * (argo-cd v3.2.11, applicationset/generators/matrix.go).
 */
function unitsOfFile({ prefix }: Settings) {
  const elementsYaml = [
    '{{- range .units }}',
    `- unit: {{ printf "${prefix}%s" .name | toJson }}`,
    '  folder: {{ .path | toJson }}',
    '  layer: {{ .layer | toJson }}',
    '  tenant: {{ dig "tenant" "" . | toJson }}',
    `  namespace: {{ .namespaces | first | default (dig "tenant" "${NO_NAMESPACE}" .) | toJson }}`,
    '{{- end }}',
  ].join('\n');
  return { list: { elements: [], elementsYaml } };
}

/** One step for each stage and each group of layers that do not wait for each other. */
function stepsOf(settings: Settings, clusters: readonly DeliveredCluster[]) {
  const stages = settings.stages.filter((stage) => clusters.some((cluster) => stageOf(cluster) === stage));
  return stages.flatMap((stage) => {
    const units = clusters.filter((cluster) => stageOf(cluster) === stage).flatMap((each) => each.units);
    const present = STEPS.map((layers) => layers.filter((layer) => units.some((unit) => unit.layer === layer)));
    return present.filter((layers) => layers.length > 0).map((layers) => ({
      matchExpressions: [
        { key: STAGE, operator: 'In', values: [stage] },
        { key: LAYER, operator: 'In', values: layers },
      ],
    }));
  });
}

const STEPS: readonly (readonly Layer[])[] = [
  [Layer.OPERATORS], [Layer.PLATFORM], [Layer.CATALOG, Layer.MONITORING], [Layer.TENANTS], [Layer.WORKLOADS],
];

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
      // Without `automated.prune`, the syncs of a rollout prune nothing.
      syncPolicy: syncPolicy({ ...settings, selfHeal: false }, { layer: Layer.WORKLOADS, mayMissKinds: true }),
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
  return choice('.name', clusters.map((cluster) => [cluster.name, stageOf(cluster)]));
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
function choice(parameter: string, cases: readonly (readonly [string, string])[], otherwise = ''): string {
  if (cases.length === 0) return otherwise;
  const branches = cases.map(([value, text]) => `if eq ${parameter} "${value}" }}${text}`);
  return `{{ ${branches.join('{{ else ')}{{ else }}${otherwise}{{ end }}`;
}

const CASCADE_PATCH = [
  'metadata:',
  `  finalizers: {{ if has .layer (list ${TENANT_LAYERS.map((layer) => `"${layer}"`).join(' ')}) }}[${CASCADE}]`
  + '{{ else }}[]{{ end }}',
].join('\n');
