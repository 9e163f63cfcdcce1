package raw

import (
	"log"
	"os"
)

// Print is the whole of a program that links one release of upstream: it prints what read makes of the release, as
// JSON. module is upstream's Go module; read is given the version of it that the program was built with.
func Print(module string, read func(version string) (Release, error)) {
	version, err := linked(module)
	if err != nil {
		log.Fatal(err)
	}
	release, err := read(version)
	if err != nil {
		log.Fatal(err)
	}
	release.Module = module + "@" + version
	if err := release.Write(os.Stdout); err != nil {
		log.Fatal(err)
	}
}
