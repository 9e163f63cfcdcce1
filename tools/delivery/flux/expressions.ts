import { healthCheckExprs, IMAGE_KINDS, KINDS_WITH_EXPRESSIONS } from '../../../src/delivery/flux/health';
import { Layer } from '../../../src/layout/layer';

function expressions(layer: Layer, keys: readonly string[]) {
  const kinds = keys.map((key) => {
    const [group, kind] = key.split('/');
    return { group, version: 'v1', kind, namespaced: true, count: 1 };
  });
  return healthCheckExprs({ layer, kinds });
}

/** Prints what Flux is told about the health of each kind: as a rule, and of images in the catalog. */
process.stdout.write(JSON.stringify({
  general: expressions(Layer.WORKLOADS, KINDS_WITH_EXPRESSIONS),
  catalog: expressions(Layer.CATALOG, IMAGE_KINDS),
}));
