import { Size } from 'cdk8s';
import { GoldenImageProps, Isolation } from '../../../src';
import { Quantity, sizeText } from '../../../src/toolkit/quantity';
import type { Call, Described, Making } from '../description';
import type { RawImage } from '../images';
import type { NamesOf } from '../names';
import type { RawTenant } from '../tenants';

/** An image of a program that is being put together. */
export interface MadeImage {
  readonly at: string;
  readonly namespace: string;
  readonly name: string;
  readonly refreshed: boolean;
  readonly size: Quantity | undefined;
  readonly raw: RawImage;
  /** The step, whose props may still change, for who clones is known at the end. */
  readonly step: { -readonly [K in keyof Making]: Making[K] };
  readonly cloners: Set<string>;
}

/** A tenant of a program that is being put together. */
export interface MadeTenant {
  readonly at: string;
  readonly namespace: string;
  readonly sizes: readonly string[];
  readonly raw: RawTenant;
  /** Names of DataVolume templates. */
  readonly claims: NamesOf;
  /** Names of its machines. */
  readonly machines: string[];
  /** Paths of what makes them. */
  readonly makers: string[];
  /** Names of its Services. */
  readonly services: NamesOf;
  /** Paths of sizes and preferences that every machine can take. */
  from?: { readonly sizes: readonly string[]; readonly preferences: readonly string[] };
  /** The network that its machines are connected to first. */
  network?: MadeAttachment;
}

/** A network of a program that is being put together. */
export interface MadeAttachment {
  readonly at: string;
  readonly config: Call;
}

/** Whether the importers of a tenant's images reach the servers of random images. */
export function reachesServers(around: MadeTenant | undefined): boolean {
  if (around === undefined || around.raw.existing) return true;
  const { preset = Isolation.ALLOW_INTERNET, internetExcept = [] } = around.raw.props.isolation ?? {};
  return preset === Isolation.NONE || (preset === Isolation.ALLOW_INTERNET && internetExcept.length === 0);
}

/** How large an image or a disk is. */
export function bytesOf(size: Described<GoldenImageProps['capacity']>): Quantity | undefined {
  if (size === undefined) return undefined;
  if (typeof size === 'string') return Quantity.parse(size);
  return Quantity.parse(
    sizeText('$gibibytes' in size ? Size.gibibytes(size.$gibibytes) : Size.mebibytes(size.$mebibytes)),
  );
}
