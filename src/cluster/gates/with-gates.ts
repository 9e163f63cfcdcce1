import type { DeveloperConfiguration, KubeVirtConfiguration, KubeVirtSpec } from '../../../imports/kubevirt.io';
import type { GateLists } from '../../rules/kubevirt/gates/gate-lists';
import { isPlain } from '../../toolkit/merge';
import { defined, texts, unlessEmpty } from '../../toolkit/shape';

/** The spec with the gates that the release must be told of, instead of those that stand in it. */
export function withGates(spec: KubeVirtSpec, gates: GateLists): KubeVirtSpec {
  const configured = spec?.configuration ?? {};
  const developer = configured.developerConfiguration ?? {};
  const reservation = gates.persistentReservation ? { enabled: true } : undefined;
  if (![spec, configured, developer].every((part) => isPlain(part))) return spec; // the schema check says so
  return {
    ...spec,
    configuration: defined<KubeVirtConfiguration>({
      ...configured,
      developerConfiguration: defined<DeveloperConfiguration>({
        ...developer,
        featureGates: instead(developer.featureGates, gates.featureGates),
        disabledFeatureGates: instead(developer.disabledFeatureGates, unlessEmpty(gates.disabledFeatureGates)),
      }),
      persistentReservationConfiguration: configured.persistentReservationConfiguration ?? reservation,
    }),
  };
}

/** What stands in the place of a list of texts; anything else stays, for the schema check to report on. */
function instead<T>(given: readonly string[] | undefined, list: T): T {
  const isList = given === undefined || (Array.isArray(given) && texts(given).length === given.length);
  return isList ? list : given as T;
}
