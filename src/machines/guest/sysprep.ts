import type { Volume } from '../../../imports/kubevirt.io';
import { madeOf } from '../../props/made';
import { INamed, nameOf } from '../../toolkit/named';

type Source = NonNullable<Volume['sysprep']>;

/**
 * Answers for Windows' setup, as keys of a Secret or ConfigMap in the machine's namespace: `autounattend.xml` for an
 * installation from a medium, `unattend.xml` for the first start of a generalised image. One of them must be there.
 * The guest sees them on a CD-ROM.
 */
export class Sysprep {
  /** Answers in a Secret. The Secret must be created separately. Its content is never written to the YAML. */
  public static fromSecret(name: string | INamed): Sysprep {
    return madeOf('Sysprep.fromSecret', [name], (given) => new Sysprep({ secret: { name: nameOf(given) } }));
  }

  /** Answers in a ConfigMap, which must not hold passwords: whoever may see the namespace can read it. */
  public static fromConfigMap(name: string | INamed): Sysprep {
    return madeOf('Sysprep.fromConfigMap', [name], (given) => new Sysprep({ configMap: { name: nameOf(given) } }));
  }

  private constructor(private readonly source: Source) {}

  /** The source of the volume. @internal */
  public _source(): Source {
    return this.source;
  }
}
