package raw

import (
	"fmt"
	"runtime/debug"
)

// linked tells which version of a module the running program was built with. Releases of upstream carry this version in
// their images.
func linked(module string) (version string, err error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", fmt.Errorf("the program says nothing of how it was built")
	}
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version, nil
		}
	}
	return "", fmt.Errorf("the program was built without %s", module)
}
