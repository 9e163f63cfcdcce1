import type { DocumentOptions, ParseOptions, SchemaOptions, Tags } from 'yaml';

/** Tags of YAML 1.1 that Kubernetes' reader (sigs.k8s.io/yaml v1.6.0, goyaml.v2) does not resolve. */
const NOT_RESOLVED = /:(?:timestamp|binary|omap|pairs|set)$/;

/** How manifests are read: as YAML 1.1, where `yes` is true, but `1:20` and `2001-01-01` are texts. */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  uniqueKeys: true,
  keepSourceTokens: true,
  customTags: (tags: Tags) => tags.filter((tag) => typeof tag === 'string'
    || (tag.tag !== undefined && !NOT_RESOLVED.test(tag.tag) && !('format' in tag && tag.format === 'TIME'))),
};
