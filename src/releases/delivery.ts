import { SchemaRelease } from './schema-release';

/** Argo CD, whose Applications, ApplicationSets and AppProjects deliver a bundle. */
export const ARGO_CD = new SchemaRelease('argo-cd', 'Argo CD', 'v3.2.11');

/** Flux' controller of Kustomizations, of Flux v2.9.5. */
export const KUSTOMIZE_CONTROLLER = new SchemaRelease('kustomize-controller', 'kustomize-controller', 'v1.9.5');

/** Flux' controller of the sources that Kustomizations read, of Flux v2.9.5. */
export const SOURCE_CONTROLLER = new SchemaRelease('source-controller', 'source-controller', 'v1.9.5');

/**
 * The releases whose schemas judge the objects that deliver a bundle. Objects of the same kinds that a program has
 * itself may be written for other releases of these controllers, so they are not judged by them.
 */
export const DELIVERY_RELEASES: readonly SchemaRelease[] = [ARGO_CD, KUSTOMIZE_CONTROLLER, SOURCE_CONTROLLER];
