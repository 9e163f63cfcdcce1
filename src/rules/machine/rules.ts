import { ACCESS_CREDENTIALS } from './access-credentials';
import { ACPI_INDEX } from './acpi-index';
import { BRIDGE_WITHOUT_ADDRESS, BRIDGE_WITHOUT_IPV6 } from './address-families';
import { AFTER_DRAIN } from './after-drain';
import { ARCHITECTURE } from './architecture';
import { BLOCK_FILESYSTEM } from './block-filesystem';
import { BLOCK_SIZE } from './block-size';
import { BOOT_DISK_PROPS, BOOT_REFRESH, BOOT_SOURCE, UNVERIFIED_BOOT } from './boot';
import { BOOT_MEDIUM, NOTHING_TO_BOOT } from './boot-devices';
import { BRIDGE_MIGRATION } from './bridge-migration';
import { BRIDGE_PORTS } from './bridge-ports';
import { POD_LABEL_OF_CDI } from './cdi-labels';
import { CLAIM_FORM, CLAIMED_DEVICES, CLAIMS_NOT_SERVED } from './claimed-devices';
import { CLOCK } from './clock';
import { CLONE_ACROSS_CLASSES, CSI_CLONE_ACROSS_CLASSES } from './clone-across-classes';
import { CLONE_SOURCE } from './clone-source';
import { CLOUD_INIT, CLOUD_INIT_SECRET, CLOUD_INIT_YAML } from './cloud-init';
import { CONSOLE_LOG } from './console-log';
import { CONTAINER_IMAGE } from './container-image';
import { CPU_FEATURES, CPU_SHARES, CPU_TOPOLOGY, CPU_ZERO } from './cpu';
import { CPU_PINNING, NUMA, REALTIME } from './cpu-pinning';
import { DATA_VOLUME_NAMES } from './data-volume-names';
import { ACCESS_MODE_TWICE, DATA_VOLUME_ACCESS, DATA_VOLUME_READ_ONLY, DATA_VOLUME_SIZE } from './data-volume-storage';
import { DATA_VOLUME_TEMPLATES, DATA_VOLUME_TWICE, DATA_VOLUME_UNUSED } from './data-volume-templates';
import { DEVICE_NAMES } from './device-names';
import { DEVICE_NAME, DEVICE_OPTIONS, IO_THREADS, RESOURCE_CLAIMS } from './devices';
import { DISK_ELSEWHERE } from './disk-elsewhere';
import { DISK_METADATA } from './disk-metadata';
import { DISK_OF_ANOTHER } from './disk-of-another';
import { DISK_TWICE } from './disk-twice';
import { DISK_VOLUMES, FILESYSTEM_WITHOUT_VOLUME, VOLUME_WITHOUT_DISK } from './disk-volumes';
import { BOOT_ORDER, DISK_BUS, DISK_FORM, DISK_OPTIONS } from './disks';
import { DOWNWARD_API } from './downward-api';
import { DRAIN } from './drain';
import { EMPTY_DISK } from './empty-disk';
import { EQUAL_MAC_ADDRESSES, EQUAL_UUIDS } from './equal-identity';
import { EVICTION_HANDLER, LIVE_MIGRATION, MIGRATION_BY_PROFILE } from './eviction';
import { EXTRA_DISK_NAME, EXTRA_DISK_TWICE, EXTRA_DISKS } from './extra-disks';
import { FILESYSTEM_CONTENT, FILESYSTEM_SOURCE } from './filesystem-volumes';
import { ACPI, BOOTLOADER, KERNEL_BOOT, SECURE_BOOT_WITH_TDX } from './firmware';
import { FIRMWARE_UUID } from './firmware-uuid';
import { GUARANTEED } from './guaranteed';
import { CLOUD_INIT_WORD, READABLE_IGNITION, UNKNOWN_USER_DATA } from './guest-data';
import { GUEST_NEEDS } from './guest-needs';
import { HEADLESS_AFFINITY, HEADLESS_TARGET } from './headless';
import { HOTPLUGGABLE } from './hotpluggable';
import { HUGE_PAGES } from './hugepages';
import { HYPER_V } from './hyperv';
import { HYPER_V_VALUES } from './hyperv-values';
import { IGNITION_JSON, IGNITION_LOST, IGNITION_SECRET } from './ignition';
import { IMAGE_ARCHITECTURE } from './image-architecture';
import { IMPORT_ARCHITECTURE } from './import-architecture';
import { INSTANCE_ALONE } from './instance-alone';
import { INSTANCETYPE, INSTANCETYPE_REFERENCE } from './instancetype';
import { INSTANCETYPE_CONFLICT } from './instancetype-conflicts';
import { DHCP_OPTIONS, INTERFACE_BINDING, INTERFACE_FORM, INTERFACE_STATE, MAC_ADDRESS } from './interfaces';
import { LAUNCH_SECURITY } from './launch-security';
import { MAC_TWICE } from './mac-twice';
import { MACHINE_TYPE, ODD_MACHINE_TYPE } from './machine-type';
import { FILESYSTEM_OPTIONS, VOLUME_NAME } from './machine-volumes';
import { MASQUERADE_RANGE, RANGE_OF_CLUSTER, UNUSED_RANGE } from './masquerade-range';
import { MAX_GUEST } from './max-guest';
import { MEMORY_REQUEST, MEMORY_SIZE, NO_MEMORY } from './memory';
import { MEMORY_DUMP } from './memory-dump';
import { MEMORY_LIMIT } from './memory-limit';
import { METADATA_FORM, RESERVED_LABELS } from './metadata';
import { MISSING_INSTANCETYPE } from './missing-instancetype';
import { DNS, HOSTNAMES, SERVICE_ACCOUNT } from './names';
import { NETWORK_NAME } from './network-name';
import { NETWORK_SOURCE, ONE_BINDING, SERVICE_OF_SUBDOMAIN, UNUSED_POD_INTERFACE } from './network-props';
import { NETWORK_RELEASE } from './network-releases';
import { NETWORK_PAIRS, NO_NETWORK } from './networks';
import { NODE_ARCHITECTURE } from './node-architecture';
import { NODE_PORT_RANGE, NODE_PORT_TWICE } from './node-ports';
import { OBJECTS_ELSEWHERE } from './objects-elsewhere';
import { PAGE_SIZE } from './page-size';
import { PCI_TWICE } from './pci-twice';
import { DEVICE_NOT_PERMITTED, NO_PERMITTED_DEVICES } from './permitted-devices';
import { PERSISTENT_STATE } from './persistent-state';
import { BEYOND_POD_SECURITY } from './pod-security';
import { PORT_RANGES, PORTS } from './ports';
import { PREFERENCE_REQUIREMENTS } from './preference-requirements';
import { PROBE_TIMING } from './probe-timing';
import { PROBES } from './probes';
import { GRACE_PERIOD } from './props';
import { REALTIME_MASK } from './realtime-mask';
import { BINDING_PLUGIN, PERMITTED_BRIDGE } from './registered-bindings';
import { REPLICA_SET_SELECTOR } from './replica-set';
import { EVICTION_STRATEGY, RUN_STRATEGY, RUNNING, START_STRATEGY } from './run-strategy';
import { SECRETS_ELSEWHERE } from './secrets-elsewhere';
import { SECURE_BOOT_ON_ARM } from './secure-boot';
import { SECURE_EXECUTION } from './secure-execution';
import { SERIAL_TWICE } from './serial-twice';
import { SERVICE_FAMILIES } from './service-families';
import { SERVICE_MACHINES } from './service-machines';
import { SERVICE_OFF_POD_NETWORK, SERVICE_PORT_NOT_FORWARDED } from './service-reach';
import { SERVICE_FIELDS, SERVICE_NAMES, SERVICE_PORTS } from './service-valid';
import { SHARED_CLAIM, SHARED_ON_ONE_NODE } from './shared-claims';
import { SMALLER_THAN_IMAGE } from './smaller-than-image';
import { SUBDOMAIN_WITHOUT_SERVICE } from './subdomain-service';
import { SYSPREP_FILES } from './sysprep-files';
import { TEMPLATE_NAMESPACE } from './template-namespace';
import { UNUSED_MAC } from './unused-mac';
import { VOLUME_OBJECTS } from './volume-objects';
import { HOST_DISK, UTILITY_VOLUMES, VOLUME_FORM, VOLUME_PATHS } from './volumes';
import { SETUP_WITHOUT_DRIVERS, TRUSTED_GUEST } from './windows-setup';
import { LISTED_MODES_OF_MACHINE } from '../disk/listed-modes';
import { MUTABLE_CONTAINER_DISK } from '../disk/mutable';
import { TIGHT_DISK } from '../image/clone-size';
import { ISOLATED_DISK } from '../image/import-egress';
import type { Rule } from '../rule';

/** Rules about machines, whichever kind holds them. Where a machine may run is judged by the scheduling rules. */
export const MACHINE_RULES: readonly Rule[] = [
  RUN_STRATEGY,
  RUNNING,
  EVICTION_STRATEGY,
  START_STRATEGY,
  INSTANCETYPE,
  INSTANCETYPE_REFERENCE,
  METADATA_FORM,
  RESERVED_LABELS,
  CPU_TOPOLOGY,
  CPU_ZERO,
  CPU_FEATURES,
  CPU_SHARES,
  CPU_PINNING,
  NUMA,
  REALTIME,
  MEMORY_SIZE,
  MEMORY_REQUEST,
  NO_MEMORY,
  HUGE_PAGES,
  MAX_GUEST,
  BOOTLOADER,
  KERNEL_BOOT,
  ACPI,
  LAUNCH_SECURITY,
  DEVICE_OPTIONS,
  IO_THREADS,
  RESOURCE_CLAIMS,
  ARCHITECTURE,
  DISK_FORM,
  BOOT_ORDER,
  DISK_BUS,
  DISK_OPTIONS,
  BLOCK_SIZE,
  VOLUME_FORM,
  UTILITY_VOLUMES,
  VOLUME_PATHS,
  HOST_DISK,
  DISK_VOLUMES,
  VOLUME_WITHOUT_DISK,
  FILESYSTEM_WITHOUT_VOLUME,
  CLOUD_INIT,
  CLOUD_INIT_YAML,
  CLOUD_INIT_SECRET,
  IGNITION_JSON,
  IGNITION_SECRET,
  DATA_VOLUME_TEMPLATES,
  DATA_VOLUME_UNUSED,
  DATA_VOLUME_TWICE,
  DATA_VOLUME_SIZE,
  DATA_VOLUME_ACCESS,
  DATA_VOLUME_READ_ONLY,
  ACCESS_MODE_TWICE,
  NETWORK_PAIRS,
  NO_NETWORK,
  INTERFACE_FORM,
  INTERFACE_BINDING,
  MAC_ADDRESS,
  INTERFACE_STATE,
  DHCP_OPTIONS,
  PORTS,
  PORT_RANGES,
  PROBES,
  HOSTNAMES,
  DNS,
  SERVICE_ACCOUNT,
  ACCESS_CREDENTIALS,
  IGNITION_LOST,
  DEVICE_NAME,
  SECURE_BOOT_WITH_TDX,
  VOLUME_OBJECTS,
  DOWNWARD_API,
  EMPTY_DISK,
  FILESYSTEM_SOURCE,
  FILESYSTEM_CONTENT,
  HOTPLUGGABLE,
  DEVICE_NAMES,
  CONSOLE_LOG,
  MAC_TWICE,
  HYPER_V_VALUES,
  SECURE_EXECUTION,
  CLONE_SOURCE,
  SMALLER_THAN_IMAGE,
  MISSING_INSTANCETYPE,
  EVICTION_HANDLER,
  LIVE_MIGRATION,
  MACHINE_TYPE,
  ODD_MACHINE_TYPE,
  UNKNOWN_USER_DATA,
  READABLE_IGNITION,
  NETWORK_NAME,
  GRACE_PERIOD,
  CLOUD_INIT_WORD,
  EXTRA_DISKS,
  EXTRA_DISK_NAME,
  EXTRA_DISK_TWICE,
  BRIDGE_MIGRATION,
  DRAIN,
  BRIDGE_WITHOUT_ADDRESS,
  BRIDGE_WITHOUT_IPV6,
  INSTANCETYPE_CONFLICT,
  PREFERENCE_REQUIREMENTS,
  DEVICE_NOT_PERMITTED,
  NO_PERMITTED_DEVICES,
  BEYOND_POD_SECURITY,
  MIGRATION_BY_PROFILE,
  SECRETS_ELSEWHERE,
  TIGHT_DISK,
  CLONE_ACROSS_CLASSES,
  CSI_CLONE_ACROSS_CLASSES,
  POD_LABEL_OF_CDI,
  ISOLATED_DISK,
  REPLICA_SET_SELECTOR,
  AFTER_DRAIN,
  FIRMWARE_UUID,
  INSTANCE_ALONE,
  UNUSED_MAC,
  HYPER_V,
  CLOCK,
  CLAIMED_DEVICES,
  CLAIM_FORM,
  CLAIMS_NOT_SERVED,
  NODE_ARCHITECTURE,
  PERSISTENT_STATE,
  GUEST_NEEDS,
  GUARANTEED,
  PROBE_TIMING,
  MEMORY_LIMIT,
  IMAGE_ARCHITECTURE,
  BOOT_SOURCE,
  BOOT_DISK_PROPS,
  BOOT_REFRESH,
  VOLUME_NAME,
  FILESYSTEM_OPTIONS,
  DISK_OF_ANOTHER,
  MUTABLE_CONTAINER_DISK,
  DISK_METADATA,
  MEMORY_DUMP,
  IMPORT_ARCHITECTURE,
  EQUAL_MAC_ADDRESSES,
  EQUAL_UUIDS,
  SHARED_CLAIM,
  SHARED_ON_ONE_NODE,
  DISK_ELSEWHERE,
  DISK_TWICE,
  LISTED_MODES_OF_MACHINE,
  CONTAINER_IMAGE,
  UNVERIFIED_BOOT,
  TEMPLATE_NAMESPACE,
  SECURE_BOOT_ON_ARM,
  SYSPREP_FILES,
  TRUSTED_GUEST,
  SETUP_WITHOUT_DRIVERS,
  BLOCK_FILESYSTEM,
  BOOT_MEDIUM,
  NOTHING_TO_BOOT,
  PAGE_SIZE,
  SERIAL_TWICE,
  REALTIME_MASK,
  SERVICE_PORTS,
  SERVICE_FIELDS,
  NODE_PORT_RANGE,
  NODE_PORT_TWICE,
  SERVICE_OFF_POD_NETWORK,
  SERVICE_PORT_NOT_FORWARDED,
  SERVICE_MACHINES,
  SERVICE_NAMES,
  NETWORK_SOURCE,
  ONE_BINDING,
  UNUSED_POD_INTERFACE,
  SERVICE_OF_SUBDOMAIN,
  MASQUERADE_RANGE,
  UNUSED_RANGE,
  BINDING_PLUGIN,
  PERMITTED_BRIDGE,
  ACPI_INDEX,
  SUBDOMAIN_WITHOUT_SERVICE,
  NETWORK_RELEASE,
  HEADLESS_TARGET,
  HEADLESS_AFFINITY,
  SERVICE_FAMILIES,
  OBJECTS_ELSEWHERE,
  BRIDGE_PORTS,
  PCI_TWICE,
  RANGE_OF_CLUSTER,
  DATA_VOLUME_NAMES,
];
