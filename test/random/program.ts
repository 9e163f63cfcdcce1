import * as fc from 'fast-check';
import { clusterProps, existingClusterProps } from './cluster';
import { deliveries } from './deliveries';
import { call, Description } from './description';
import { Fitting } from './fitting/fitting';
import type { Raw } from './fitting/raw';
import { guardProps } from './guards';
import { image, imageNamespaceProps, storageProfileProps } from './images';
import { migrationPolicyProps } from './migration-policies';
import { monitoringProps } from './monitoring';
import { attachment } from './networks';
import { ownObject } from './objects';
import { props, Setting } from './props';
import { schedulingPolicyProps } from './scheduling';
import { tenant } from './tenants';
import { label } from './texts';
import type { BundleAppProps } from '../../src';

/**
 * Random programs for a pair of releases that are valid: whatever was drawn is fitted together, and nothing is drawn
 * again.
 */
export function program(setting: Setting): fc.Arbitrary<Description> {
  return fc
    .record<Raw>({
      app: props<BundleAppProps>({
        name: label(),
        takesOver: fc.array(label(), { maxLength: 1 }),
        outdir: fc.constant(undefined),
        noticesAsErrors: fc.constant(false),
        resolvers: fc.array(fc.constant(call('silentResolver')), { maxLength: 1 }),
        recordConstructMetadata: fc.boolean(),
        configurationFile: fc.constant(undefined),
        imageLists: fc.constant(undefined),
        imageLock: fc.constant(undefined),
      }),
      id: label(),
      existing: fc.nat(4).map((one) => one === 0),
      cluster: clusterProps(setting),
      existingCluster: existingClusterProps(setting),
      namespaces: fc.array(fc.record({ id: label(), props: imageNamespaceProps }), { maxLength: 1 }),
      profiles: fc.array(fc.record({ id: label(), props: storageProfileProps }), { maxLength: 1 }),
      images: fc.array(image(setting), { minLength: 1, maxLength: 3 }),
      tenants: fc.array(tenant(setting), { maxLength: 2 }),
      policies: fc.array(fc.record({ id: label(), props: schedulingPolicyProps() }), { maxLength: 1 }),
      objects: fc.array(ownObject(setting), { maxLength: 1 }),
      attachments: fc.array(attachment(fc.constant('default')), { maxLength: 1 }),
      patched: fc.boolean(),
      migrationPolicies: fc.array(
        fc.record({ id: label(), props: migrationPolicyProps(setting.kubevirt) }), { maxLength: 1 },
      ),
      // a judge deletes what it applied, and applies each folder by itself
      guards: setting.judged ? fc.constant([])
        : fc.array(fc.record({ id: label(), props: guardProps, protects: fc.boolean() }), { maxLength: 1 }),
      // prometheus-operator is not there
      monitorings: setting.judged ? fc.constant([])
        : fc.array(fc.record({ id: label(40), props: monitoringProps }), { maxLength: 1 }),
      deliveries: setting.judged ? fc.constant({}) : deliveries,
    })
    .map((raw) => new Fitting(raw, setting.judged && raw.existing).description());
}
