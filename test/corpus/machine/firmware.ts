import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { amd, arm, boot, domain, dv, vmi } from './parts';
import { refused } from '../case';

/** Machines with a fault. */
export const FIRMWARE: readonly BrokenMachine[] = [
  machine('VM021', 'EFI and BIOS', domain({ firmware: { bootloader: { efi: { secureBoot: false }, bios: {} } } }),
    'template.spec.domain.firmware.bootloader has efi and bios, which exclude each other. Leave one of the two out.',
    refused('has both EFI and BIOS configured')),
  machine('VM021', 'secure boot without SMM', domain({ firmware: { bootloader: { efi: {} } } }),
    'template.spec.domain.firmware.bootloader.efi has secure boot on, which is its default, and that needs '
      + 'domain.features.smm. Write smm: {}, or secureBoot: false.',
    refused('SecureBoot requires SMM, which is currently disabled')),
  machine('VM022', 'kernel arguments without kernel', domain({ firmware: { kernelBoot: { kernelArgs: 'quiet' } } }),
    'template.spec.domain.firmware.kernelBoot.kernelArgs are given, but no kernel to give them to. Write '
      + 'kernelBoot.container.',
    refused('kernel arguments cannot be provided without an external kernel')),
  machine('VM022', 'kernel without image',
    domain({ firmware: { kernelBoot: { container: { image: '', kernelPath: '/k' } } } }),
    'template.spec.domain.firmware.kernelBoot.container.image is empty. Write the image that holds the kernel.',
    refused('kernelBoot.container must be defined with an image')),
  machine('VM022', 'kernel without path', domain({ firmware: { kernelBoot: { container: { image: 'a' } } } }),
    'template.spec.domain.firmware.kernelBoot.container names nothing in the image. Write kernelPath or initrdPath.',
    refused('kernelBoot.container must be defined with at least one of')),
  machine('VM022', 'relative kernel path',
    domain({ firmware: { kernelBoot: { container: { image: 'a', kernelPath: 'k' } } } }),
    'template.spec.domain.firmware.kernelBoot.container.kernelPath "k" is not an absolute path of a file. Write '
      + 'one without "." and "..", such as "/disk/image.qcow2".',
    refused('kernelPath must be an absolute path')),
  machine('VM023', 'ACPI of nothing', domain({ firmware: { acpi: {} } }),
    'template.spec.domain.firmware.acpi does not name a table. Write slicNameRef or msdmNameRef.',
    refused('ACPI was set but no SLIC nor MSDM volume reference was set')),
  machine('VM023', 'ACPI of no secret', domain({ firmware: { acpi: { slicNameRef: 'boot' } } }),
    'template.spec.domain.firmware.acpi.slicNameRef is "boot", which is not a volume with a Secret. Write such a '
      + 'volume in volumes.',
    refused('acpi refers to Volume of unsupported type')),
  machine('VM024', 'SEV without UEFI', amd({ launchSecurity: { sev: {} } }),
    'template.spec.domain.launchSecurity.sev needs UEFI. Write firmware.bootloader.efi.',
    refused('SEV requires OVMF (UEFI)')),
  machine('VM024', 'SEV with secure boot',
    amd({ launchSecurity: { sev: {} }, features: { smm: {} }, firmware: { bootloader: { efi: {} } } }),
    'template.spec.domain.launchSecurity.sev does not work with secure boot. Write '
      + 'firmware.bootloader.efi.secureBoot: false.',
    refused('SEV does not work along with SecureBoot')),
  machine('VM024', 'SNP with persistent variables',
    amd({ launchSecurity: { snp: {} }, firmware: { bootloader: { efi: { secureBoot: false, persistent: true } } } }),
    'template.spec.domain.launchSecurity.snp does not work with persistent EFI variables. Write '
      + 'firmware.bootloader.efi.persistent: false.',
    refused('SNP does not work along with Persistent EFI variables')),
  machine('VM024', 'two kinds of launch security',
    amd({ launchSecurity: { sev: {}, snp: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } }),
    'template.spec.domain.launchSecurity has sev and snp, but must have exactly one of sev, snp and tdx. Write one.',
    refused('One and only one launchSecurity type can be set')),
  machine('VM024', 'launch security on arm64', arm({ launchSecurity: { sev: {} } }),
    'template.spec.domain.launchSecurity is not available on arm64. Leave it out.',
    refused('No launchSecurity support for architecture')),
  machine('VM024', 'attestation of a running guest',
    amd({ launchSecurity: { sev: { attestation: {} } }, firmware: { bootloader: { efi: { secureBoot: false } } } }),
    'template.spec.domain.launchSecurity.sev.attestation is done before the guest starts. Write startStrategy: Paused.',
    refused("SEV attestation requires VMI StartStrategy 'Paused'")),
  machine('VM024', 'SEV from the network',
    amd({
      launchSecurity: { sev: {} },
      firmware: { bootloader: { efi: { secureBoot: false } } },
      devices: { interfaces: [{ name: 'default', masquerade: {}, bootOrder: 2 }] },
    }),
    'template.spec.domain.launchSecurity.sev does not boot from the network, but the interface "default" has a '
      + 'bootOrder. Leave that out.',
    refused('SEV does not work with bootable NICs')),
  machine('VM024', 'TDX with SMM',
    amd({
      launchSecurity: { tdx: {} },
      features: { smm: {} },
      firmware: { bootloader: { efi: { secureBoot: false } } },
    }),
    'template.spec.domain.launchSecurity.tdx does not work with domain.features.smm. Leave smm out.',
    refused('TDX does not work along with SMM')),
];

/** Machines that KubeVirt takes. */
export const FIRMWARE_TAKEN: readonly TakenMachine[] = [
  taken('VM021', 'secure boot with SMM', domain({ features: { smm: {} }, firmware: { bootloader: { efi: {} } } })),
  taken('VM021', 'EFI without secure boot',
    domain({
      firmware: { bootloader: { efi: { secureBoot: false, persistent: true } } },
      devices: { tpm: { persistent: true } },
    })),
  taken('VM022', 'a kernel with arguments',
    domain({
      firmware: {
        kernelBoot: {
          kernelArgs: 'quiet',
          container: { image: 'a', kernelPath: '/boot/k', initrdPath: '/boot/i' },
        },
      },
    })),
  taken('VM023', 'a table in a Secret',
    vmi({
      volumes: [dv, { name: 's', secret: { secretName: 'x' } }],
      domain: { firmware: { acpi: { slicNameRef: 's' } }, devices: { disks: [boot, { name: 's', disk: {} }] } },
    })),
  taken('VM024', 'SEV with attestation',
    {
      template: {
        spec: {
          architecture: 'amd64',
          startStrategy: 'Paused',
          domain: {
            launchSecurity: { sev: { attestation: {} } },
            firmware: { bootloader: { efi: { secureBoot: false } } },
          },
        },
      },
    }),
  taken('VM024', 'TDX', amd({ launchSecurity: { tdx: {} }, firmware: { bootloader: { efi: {} } } })),
  taken('VM024', 'SNP', amd({ launchSecurity: { snp: {} }, firmware: { bootloader: { efi: { secureBoot: false } } } })),
  taken('VM024', 'secure execution', vmi({ architecture: 's390x', domain: { launchSecurity: {} } })),
];
